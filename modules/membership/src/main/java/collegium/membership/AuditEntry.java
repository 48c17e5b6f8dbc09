package collegium.membership;

import collegium.kernel.MemberId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One consequential act, as the administrator reads it.
 *
 * @param memberName the name of the member whom it is about, as it is today
 * @param before what was, as JSON; empty where nothing was
 * @param after what is, as JSON
 */
public record AuditEntry(
        UUID id, Instant at, String act, String actorName, Optional<String> subjectKind, Optional<UUID> subject, Optional<MemberId> member, Optional<String> memberName,
        Optional<String> before, Optional<String> after) {}
