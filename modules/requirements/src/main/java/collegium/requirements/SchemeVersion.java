package collegium.requirements;

import collegium.kernel.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A dated statement of a scheme.
 *
 * @param number from 1, in the order in which they were begun
 * @param from the first day on which it is in force; of a draft, the day that is intended
 * @param source the document, as it was written
 * @param edit how often a draft was saved; a save names the one that it began from
 * @param published when it became immutable; empty for a draft
 */
public record SchemeVersion(
        UUID id, SchemeId scheme, int number, LocalDate from, String source, int edit, Instant changed,
        Optional<AccountId> changedBy, Optional<Instant> published) {

    public boolean draft() {
        return published.isEmpty();
    }
}
