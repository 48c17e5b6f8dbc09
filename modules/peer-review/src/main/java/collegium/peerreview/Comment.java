package collegium.peerreview;

import collegium.kernel.ActivityId;
import collegium.portfolios.ArtefactId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a reviewer wrote beside an entry, or on the whole where it names none. */
public record Comment(UUID id, Optional<ActivityId> activity, Optional<ArtefactId> artefact, String text, Instant at) {}
