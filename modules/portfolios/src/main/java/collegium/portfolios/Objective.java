package collegium.portfolios;

import collegium.kernel.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What a member wants to learn or to change, by when and how. Nothing of it is judged; activities name the one that they serve.
 *
 * @param revision of the objective itself, named by whoever changes it
 */
public record Objective(
        UUID id, MemberId member, String title, Optional<String> how, Optional<LocalDate> target, Optional<LocalDate> met, Instant createdAt,
        long revision) {}
