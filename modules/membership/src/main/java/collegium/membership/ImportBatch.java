package collegium.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that is being brought in.
 *
 * @param header the first line of the file
 * @param mapping for each column of the file the kind's column that it is, or empty where it is left out
 * @param dayFirst whether 3/4/2026 is in April, as most dates of the file or the body's language have it
 * @param total rows of the file
 * @param done rows that the step under way is done with
 * @param error why it failed
 */
public record ImportBatch(
        UUID id, String kind, String fileName, String charset, String delimiter, ImportState state, List<String> header,
        List<String> mapping, boolean dayFirst, int total, int done, int good, int bad, int unchanged, Optional<String> error,
        Instant createdAt, Optional<Instant> appliedAt) {

    /** How long an applied import can be undone. */
    public static final Duration UNDO_WITHIN = Duration.ofDays(1);

    public ImportBatch {
        header = List.copyOf(header);
        mapping = List.copyOf(mapping);
    }

    /** Until when it can be undone; empty where it was not applied. */
    public Optional<Instant> undoUntil() {
        return appliedAt.map(at -> at.plus(UNDO_WITHIN));
    }
}
