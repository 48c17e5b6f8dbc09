package collegium.membership;

import collegium.kernel.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A kind of things that can be brought in from a file. Whoever keeps the things implements it as a component; {@link Imports}
 * reads the file, stages it, and calls in chunks. The caller is an administrator, or the product that goes on with what one
 * began; a target checks no role of its own but may call what does.
 */
public interface ImportTarget {

    /** In small letters: {@code members}, {@code activities}, {@code closed-periods}, {@code carried-credit}, {@code anchors}. */
    String kind();

    List<ImportColumn> columns();

    /** A column that is not listed and that a header names all the same, such as a fact of the body's own. */
    default Optional<ImportColumn> further(String header) {
        return Optional.empty();
    }

    /**
     * What makes a row the same row in every file, such as member number and reference. A row whose key was applied before is
     * unchanged without asking further. Empty where the target itself tells what is there already.
     */
    default Optional<String> key(ImportRow row) {
        return Optional.empty();
    }

    /** Says of each row, in their order, whether it could be applied now. Writes nothing. */
    List<ImportOutcome> check(Call call, List<ImportRow> rows);

    /**
     * Applies rows that were found good, in one transaction (which {@code TenantDatabase.in} joins), and says of each, in their
     * order, what became of it. What it refuses by an exception is tried again row by row.
     */
    List<ImportOutcome> apply(Call call, UUID batch, List<ImportRow> rows);

    /** Those of the applied rows, by line, on which something was built since, so that they cannot be undone. */
    Set<Integer> builtUpon(Call call, UUID batch, List<AppliedRow> rows);

    /** Undoes applied rows, in one transaction. */
    void undo(Call call, UUID batch, List<AppliedRow> rows);

    /** A row that was applied, with what {@link ImportOutcome.Good} said. */
    record AppliedRow(int line, UUID subject, Map<String, String> before) {}
}
