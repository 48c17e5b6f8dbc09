package collegium.membership;

import collegium.kernel.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** A change of facts that a member asks for and an officer decides. */
public record FactProposal(
        UUID id, MemberId member, String memberName, String kind, String value, LocalDate from, Optional<LocalDate> to, Optional<String> note,
        Instant proposedAt) {}
