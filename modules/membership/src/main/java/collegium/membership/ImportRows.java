package collegium.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;

/** Turns staged cells into rows of a kind, and finds what is wrong with them whatever the kind. */
final class ImportRows {

    static final int LONGEST_CELL = 20_000;
    private final ImportBatch batch;
    private final Map<String, ImportColumn> columns = new HashMap<>();

    ImportRows(ImportBatch batch, ImportTarget target) {
        this.batch = batch;
        target.columns().forEach(column -> columns.put(column.name(), column));
    }

    /** Which column of the kind each column of the file is, by its name; a column that two would be is the first's. */
    static List<String> mapping(ImportTarget target, List<String> header) {
        List<String> mapping = new ArrayList<>();
        for (String name : header) {
            Optional<ImportColumn> column = target.columns().stream().filter(each -> each.isCalled(name)).findFirst()
                    .or(() -> target.further(name));
            mapping.add(column.map(ImportColumn::name).filter(found -> !mapping.contains(found)).orElse(""));
        }
        return mapping;
    }

    ImportRow row(ImportStore.Staged staged) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < Math.min(batch.mapping().size(), staged.cells().size()); i++) {
            String value = FormulaSafe.read(staged.cells().get(i)).strip();
            if (!batch.mapping().get(i).isEmpty() && !value.isEmpty()) {
                values.put(batch.mapping().get(i), value);
            }
        }
        return new ImportRow(staged.line(), values, batch.dayFirst());
    }

    /** Faults by line: cells that cannot be kept, more cells than columns, what may be in a file once and is there twice. */
    Map<Integer, List<ImportFault>> faults(DSLContext sql, UUID id, List<ImportStore.Staged> rows) {
        Map<Integer, List<ImportFault>> found = new HashMap<>();
        for (ImportStore.Staged row : rows) {
            if (row.cells().size() > batch.header().size()) {
                add(found, row.line(), ImportFault.of("", "too-many-cells", Map.of("columns", Integer.toString(batch.header().size()))));
            }
            row(row).values().forEach((column, value) -> {
                if (value.length() > LONGEST_CELL) {
                    add(found, row.line(), ImportFault.of(column, "too-long", Map.of("longest", Integer.toString(LONGEST_CELL))));
                } else if (value.indexOf('\uFFFD') >= 0 || !Texts.printable(value)) {
                    add(found, row.line(), ImportFault.of(column, "unprintable"));
                }
            });
        }
        for (int i = 0; i < batch.mapping().size(); i++) {
            ImportColumn column = columns.get(batch.mapping().get(i));
            if (column != null && column.once()) {
                repeated(sql, id, i, column.name(), rows, found);
            }
        }
        return found;
    }

    private static void repeated(DSLContext sql, UUID id, int index, String column, Collection<ImportStore.Staged> rows,
            Map<Integer, List<ImportFault>> found) {
        List<ImportStore.Staged> having = rows.stream().filter(row -> row.cells().size() > index && !row.cells().get(index).isBlank()).toList();
        Map<String, Integer> repeated = ImportStore.repeated(sql, id, index, having.stream().map(row -> row.cells().get(index)).toList());
        for (ImportStore.Staged row : having) {
            Integer first = repeated.get(row.cells().get(index));
            if (first != null && first != row.line()) {
                add(found, row.line(), ImportFault.of(column, "repeated-in-file", Map.of("line", Integer.toString(first))));
            }
        }
    }

    private static void add(Map<Integer, List<ImportFault>> found, int line, ImportFault fault) {
        found.computeIfAbsent(line, _ -> new ArrayList<>()).add(fault);
    }
}
