package collegium.peerreview;

import collegium.kernel.ActivityId;
import collegium.portfolios.ArtefactId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a reviewer wrote beside an entry, or on the whole where it names none. */
public record Comment(UUID id, Optional<ActivityId> activity, Optional<ArtefactId> artefact, String text, Instant at) {

    /** The same words beside the same entry. */
    boolean says(Comment other) {
        return activity.equals(other.activity) && artefact.equals(other.artefact) && text.equals(other.text);
    }

    /** The entry, activity or artefact, that it stands beside. */
    public Optional<UUID> entry() {
        return activity.map(ActivityId::value).or(() -> artefact.map(ArtefactId::value));
    }
}
