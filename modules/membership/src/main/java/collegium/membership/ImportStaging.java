package collegium.membership;

import static collegium.database.tenant.Tables.IMPORT_BATCH;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.membership.imports.CsvFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one file into staged rows, a transaction for every thousand, and finds out which order its dates have. */
final class ImportStaging {

    private static final int AT_ONCE = 1000;
    private static final int MOST_COLUMNS = 200;
    private static final Pattern DATE = Pattern.compile("(\\d{1,2})[./-](\\d{1,2})[./-]\\d{4}");

    private final TenantDatabase database;
    private final Call call;
    private final ImportTarget target;
    private final String fileName;
    private final boolean monthFirst;
    private final UUID id;
    private final List<ImportStore.Staged> waiting = new ArrayList<>();
    private @Nullable List<String> header;
    private int total;
    private int dayFirstSeen;
    private int monthFirstSeen;

    ImportStaging(TenantDatabase database, Call call, ImportTarget target, String fileName, boolean monthFirst) {
        this.database = database;
        this.call = call;
        this.target = target;
        this.fileName = fileName;
        this.monthFirst = monthFirst;
        this.id = call.freshId();
    }

    UUID stage(CsvFile file) {
        try {
            file.read(line -> {
                if (header == null) {
                    header = begin(file, line.cells());
                } else {
                    add(line);
                }
            });
            flush();
            finish();
        } catch (CsvFile.Unreadable | Refused e) {
            if (header != null) {
                database.run(call.body(), sql -> sql.deleteFrom(IMPORT_BATCH).where(IMPORT_BATCH.ID.eq(id)).execute());
            }
            throw e;
        }
        return id;
    }

    private List<String> begin(CsvFile file, List<String> cells) {
        List<String> names = cells.stream().map(cell -> storable(cell).strip()).toList();
        List<String> named = names.stream().filter(name -> !name.isEmpty()).toList();
        if (named.isEmpty()) {
            throw Refused.invalid("header-missing", "file");
        }
        if (names.size() > MOST_COLUMNS) {
            throw Refused.invalid("too-many-columns", "file", Map.of("most", MOST_COLUMNS));
        }
        if (Set.copyOf(named).size() < named.size()) {
            throw Refused.invalid("header-repeated", "file");
        }
        database.run(call.body(), sql -> sql.insertInto(IMPORT_BATCH)
                .set(IMPORT_BATCH.ID, id).set(IMPORT_BATCH.KIND, target.kind()).set(IMPORT_BATCH.FILE_NAME, shortened(storable(fileName)))
                .set(IMPORT_BATCH.FILE_DIGEST, file.digest()).set(IMPORT_BATCH.CHARSET, file.charset())
                .set(IMPORT_BATCH.DELIMITER, String.valueOf(file.delimiter())).set(IMPORT_BATCH.STATE, ImportState.STAGING.word())
                .set(IMPORT_BATCH.HEADER, names.toArray(String[]::new))
                .set(IMPORT_BATCH.MAPPING, ImportRows.mapping(target, names).toArray(String[]::new)).set(IMPORT_BATCH.DATE_ORDER, "dmy")
                .set(IMPORT_BATCH.CREATED_AT, call.at()).set(IMPORT_BATCH.CREATED_BY, call.account().map(account -> account.value()).orElse(null))
                .execute());
        return names;
    }

    private void add(CsvFile.Line line) {
        if (line.cells().stream().allMatch(String::isBlank)) {
            return;
        }
        List<String> cells = line.cells().stream().limit(MOST_COLUMNS + 1L).map(ImportStaging::storable).toList();
        cells.forEach(this::countDate);
        waiting.add(new ImportStore.Staged(line.number(), cells));
        total++;
        if (waiting.size() == AT_ONCE) {
            flush();
        }
    }

    private void countDate(String cell) {
        Matcher date = DATE.matcher(cell.strip());
        if (date.matches()) {
            dayFirstSeen += Integer.parseInt(date.group(1)) > 12 ? 1 : 0;
            monthFirstSeen += Integer.parseInt(date.group(2)) > 12 ? 1 : 0;
        }
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            database.run(call.body(), sql -> ImportStore.insertRows(sql, id, waiting));
            waiting.clear();
        }
    }

    private void finish() {
        if (total == 0) {
            throw Refused.invalid(header == null ? "header-missing" : "rows-missing", "file");
        }
        boolean dayFirst = dayFirstSeen == monthFirstSeen ? !monthFirst : dayFirstSeen > monthFirstSeen;
        database.run(call.body(), sql -> {
            sql.update(IMPORT_BATCH).set(IMPORT_BATCH.STATE, ImportState.STAGED.word()).set(IMPORT_BATCH.ROWS_TOTAL, total)
                    .set(IMPORT_BATCH.DATE_ORDER, dayFirst ? "dmy" : "mdy").where(IMPORT_BATCH.ID.eq(id)).execute();
            AuditLog.write(sql, call, "import-staged", AuditLog.Subject.of("import", id), Map.of(), Map.of("kind", target.kind(), "rows", total));
        });
    }

    /** PostgreSQL keeps no NUL, and no half of a surrogate pair is a character; a cell that is far too long is cut just past the limit. */
    private static String storable(String cell) {
        String kept = cell.length() > ImportRows.LONGEST_CELL ? cell.substring(0, ImportRows.LONGEST_CELL + 1) : cell;
        return kept.codePoints().anyMatch(ImportStaging::notStorable)
                ? kept.codePoints().map(c -> notStorable(c) ? '\uFFFD' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString()
                : kept;
    }

    private static boolean notStorable(int c) {
        return c == 0 || Character.getType(c) == Character.SURROGATE;
    }

    private static String shortened(String name) {
        return name.length() <= 200 ? name : name.substring(0, 200);
    }
}
