package collegium.membership;

import static collegium.database.tenant.Tables.IMPORT_BATCH;
import static collegium.database.tenant.Tables.IMPORT_ROW;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.membership.imports.CsvFile;
import collegium.tenancy.Bodies;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Brings in members, and what they did before the body came, from CSV: staged, checked in the background with progress, shown
 * with every fault, applied once confirmed, undone within a day. An administrator's. The file is never held in memory.
 */
@Component
public class Imports implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final long LARGEST_FILE = 200_000_000;
    private static final int AT_ONCE = 2;
    /** How long rows of a file, which are full of names, are kept. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final TenantDatabase database;
    private final Bodies bodies;
    private final List<ImportTarget> targets;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    /** Imports with a step to do; a step asked for while the one before it is just ending is not lost. */
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public Imports(TenantDatabase database, Bodies bodies, List<ImportTarget> targets) {
        this.database = database;
        this.bodies = bodies;
        this.targets = List.copyOf(targets);
    }

    /** The kinds that can be brought in, members first, with their columns. */
    public Map<String, List<ImportColumn>> kinds(Call call) {
        call.require(Role.ADMINISTRATOR);
        Map<String, List<ImportColumn>> kinds = new LinkedHashMap<>();
        targets.stream().sorted(Comparator.comparing(target -> !target.kind().equals("members")))
                .forEach(target -> kinds.put(target.kind(), target.columns()));
        return kinds;
    }

    /** What a column of that name would be that the kind does not list, such as a fact of the body's own. */
    public Optional<ImportColumn> further(Call call, String kind, String name) {
        call.require(Role.ADMINISTRATOR);
        return target(kind).further(name);
    }

    /** Writes a file of the kind as it could look: every column, and a row of examples. */
    public void writeExample(Call call, String kind, Writer out) {
        call.require(Role.ADMINISTRATOR);
        List<ImportColumn> columns = target(kind).columns();
        CsvWriter csv = CsvWriter.builder().build(out);
        csv.writeRecord(columns.stream().map(ImportColumn::name).toList());
        csv.writeRecord(columns.stream().map(ImportColumn::example).toList());
        flush(csv);
    }

    private static void flush(CsvWriter csv) {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file and keeps its rows; nothing is changed yet. Refused: {@code file-empty}, {@code file-too-large} (200 MB),
     * {@code file-not-csv}, {@code header-missing}, {@code header-repeated}, {@code too-many-columns}, {@code rows-missing},
     * {@code unknown-kind}.
     */
    public UUID stage(Call call, String kind, String fileName, InputStream content) {
        call.require(Role.ADMINISTRATOR);
        try (CsvFile file = CsvFile.take(content, LARGEST_FILE)) {
            boolean monthFirst = bodies.find(call.body()).map(body -> "US".equals(body.locale().getCountry())).orElse(false);
            return new ImportStaging(database, call, target(kind), fileName, monthFirst).stage(file);
        } catch (CsvFile.Unreadable e) {
            throw Refused.invalid(e.code(), "file");
        }
    }

    public ImportBatch find(Call call, UUID id) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> ImportStore.find(sql, id));
    }

    /** The latest imports, newest first. */
    public List<ImportBatch> latest(Call call) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> ImportStore.latest(sql, 50));
    }

    /** Rows by line, so many after a line, all or those in one state. */
    public List<ImportedRow> rows(Call call, UUID id, Optional<String> state, int afterLine, int size) {
        call.require(Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> ImportStore.rows(sql, ImportStore.find(sql, id).id(), state, afterLine, size));
    }

    /** Says which column of the kind each column of the file is, and which order its dates have; what was checked is checked again. */
    public void map(Call call, UUID id, List<String> mapping, boolean dayFirst) {
        change(call, id, Set.of(ImportState.STAGED, ImportState.CHECKED, ImportState.CANCELLED), (sql, batch) -> {
            ImportTarget target = target(batch.kind());
            Faults faults = new Faults().require(mapping.size() == batch.header().size(), "mapping-form", "mapping");
            List<String> used = mapping.stream().filter(name -> !name.isEmpty()).toList();
            faults.require(used.size() == Set.copyOf(used).size(), "mapping-twice", "mapping");
            faults.require(used.stream().allMatch(name -> target.columns().stream().anyMatch(column -> column.name().equals(name))
                    || target.further(name).isPresent()), "mapping-form", "mapping");
            faults.refuse();
            sql.update(IMPORT_ROW).set(IMPORT_ROW.STATE, "staged").setNull(IMPORT_ROW.FAULTS)
                    .where(IMPORT_ROW.BATCH_ID.eq(id), IMPORT_ROW.STATE.in("good", "bad", "unchanged")).execute();
            sql.update(IMPORT_BATCH).set(IMPORT_BATCH.MAPPING, mapping.toArray(String[]::new))
                    .set(IMPORT_BATCH.DATE_ORDER, dayFirst ? "dmy" : "mdy").set(IMPORT_BATCH.STATE, ImportState.STAGED.word())
                    .set(IMPORT_BATCH.ROWS_DONE, 0).set(IMPORT_BATCH.ROWS_GOOD, 0).set(IMPORT_BATCH.ROWS_BAD, 0)
                    .set(IMPORT_BATCH.ROWS_UNCHANGED, 0)
                    .where(IMPORT_BATCH.ID.eq(id)).execute();
        });
    }

    /** Checks every row in the background, or goes on with it. Refused where a column that is needed is none of the file's. */
    public void check(Call call, UUID id) {
        change(call, id, Set.of(ImportState.STAGED, ImportState.CANCELLED), (sql, batch) -> {
            Faults faults = new Faults();
            target(batch.kind()).columns().stream().filter(column -> column.required() && !batch.mapping().contains(column.name()))
                    .forEach(column -> faults.add("column-missing", "mapping", Map.of("column", column.name())));
            faults.refuse();
            ImportStore.state(sql, id, ImportState.CHECKING);
        });
        inBackground(call, id);
    }

    /** Stops checking, or applying; what was applied stays and can go on or be undone once all is. */
    public void cancel(Call call, UUID id) {
        change(call, id, Set.of(ImportState.CHECKING, ImportState.APPLYING), (sql, batch) ->
                ImportStore.state(sql, id, batch.state() == ImportState.CHECKING ? ImportState.CANCELLED : ImportState.CHECKED));
    }

    /** Applies the good rows in the background. */
    public void apply(Call call, UUID id) {
        change(call, id, Set.of(ImportState.CHECKED), (sql, batch) -> {
            sql.update(IMPORT_BATCH).set(IMPORT_BATCH.ROWS_DONE, 0).where(IMPORT_BATCH.ID.eq(id)).execute();
            ImportStore.state(sql, id, ImportState.APPLYING);
        });
        inBackground(call, id);
    }

    /** Undoes what was applied, in the background, within a day; refused as {@code built-upon}, with how many rows, where something was built on it. */
    public void undo(Call call, UUID id) {
        change(call, id, Set.of(ImportState.APPLIED), (sql, batch) -> {
            if (batch.undoUntil().orElseThrow().isBefore(call.at())) {
                throw Refused.conflict("too-late-to-undo");
            }
            int built = builtUpon(sql, call, batch);
            if (built > 0) {
                throw new Refused(Refused.Category.CONFLICT, List.of(new Refused.Fault("built-upon", "", Map.of("rows", built))));
            }
            sql.update(IMPORT_BATCH).set(IMPORT_BATCH.ROWS_DONE, 0).where(IMPORT_BATCH.ID.eq(id)).execute();
            ImportStore.state(sql, id, ImportState.UNDOING);
        });
        inBackground(call, id);
    }

    private int builtUpon(DSLContext sql, Call call, ImportBatch batch) {
        int built = 0;
        List<ImportTarget.AppliedRow> rows = ImportStore.applied(sql, batch.id(), 0, 1000);
        while (!rows.isEmpty()) {
            built += target(batch.kind()).builtUpon(call, batch.id(), rows).size();
            rows = ImportStore.applied(sql, batch.id(), rows.getLast().line(), 1000);
        }
        return built;
    }

    /** Writes the rows that were left out as CSV, as they are in the file and with the reasons in words, a page of rows at a time. */
    public void writeRefused(Call call, UUID id, Writer out, Function<ImportFault, String> words) {
        ImportBatch batch = find(call, id);
        CsvWriter csv = CsvWriter.builder().fieldSeparator(batch.delimiter().charAt(0)).build(out);
        List<String> header = new ArrayList<>(batch.header().stream().map(FormulaSafe::write).toList());
        header.add("reason");
        csv.writeRecord(header);
        List<ImportedRow> rows = rows(call, id, Optional.of("bad"), 0, 500);
        while (!rows.isEmpty()) {
            for (ImportedRow row : rows) {
                List<String> cells = new ArrayList<>(row.cells().stream().map(FormulaSafe::write).toList());
                while (cells.size() < batch.header().size()) {
                    cells.add("");
                }
                cells.add(FormulaSafe.write(String.join("; ", row.faults().stream().map(words).toList())));
                csv.writeRecord(cells);
            }
            rows = rows(call, id, Optional.of("bad"), rows.getLast().line(), 500);
        }
        flush(csv);
    }

    /** Goes on with what a node began and did not finish; for a job of the body, as often as one likes. */
    public void resume(Call call) {
        call.require();
        List<UUID> unfinished = database.in(call.body(), sql -> {
            sql.update(IMPORT_BATCH).set(IMPORT_BATCH.STATE, ImportState.FAILED.word()).set(IMPORT_BATCH.ERROR, "interrupted")
                    .where(IMPORT_BATCH.STATE.eq(ImportState.STAGING.word()), IMPORT_BATCH.CREATED_AT.lt(call.at().minus(Duration.ofHours(1))))
                    .execute();
            sql.deleteFrom(IMPORT_ROW).where(IMPORT_ROW.BATCH_ID.in(sql.select(IMPORT_BATCH.ID).from(IMPORT_BATCH)
                    .where(IMPORT_BATCH.CREATED_AT.lt(call.at().minus(KEPT))))).execute();
            return sql.select(IMPORT_BATCH.ID).from(IMPORT_BATCH).where(IMPORT_BATCH.STATE.in("checking", "applying", "undoing"))
                    .fetch(IMPORT_BATCH.ID);
        });
        unfinished.forEach(id -> inBackground(call, id));
    }

    private interface Change {
        void on(DSLContext sql, ImportBatch batch);
    }

    private void change(Call call, UUID id, Set<ImportState> from, Change change) {
        call.require(Role.ADMINISTRATOR);
        database.run(call.body(), sql -> {
            ImportBatch batch = ImportStore.locked(sql, id);
            if (!from.contains(batch.state())) {
                throw Refused.conflict("import-not-in-that-state");
            }
            change.on(sql, batch);
        });
    }

    private ImportTarget target(String kind) {
        return targets.stream().filter(target -> target.kind().equals(kind)).findFirst()
                .orElseThrow(() -> Refused.invalid("unknown-kind", "kind"));
    }

    private void inBackground(Call call, UUID id) {
        asked.add(id);
        Thread.ofVirtual().name("import-" + id).start(() -> {
            while (asked.contains(id) && running.add(id)) {
                try {
                    if (asked.remove(id)) {
                        work(call, id);
                    }
                } finally {
                    running.remove(id);
                }
            }
        });
    }

    private void work(Call call, UUID id) {
        turns.acquireUninterruptibly();
        try {
            ImportBatch batch = database.in(call.body(), sql -> ImportStore.find(sql, id));
            new ImportWork(database, target(batch.kind()), call, id).run(() -> stopping);
        } catch (RuntimeException e) {
            LOG.warn("Import {} stopped and is gone on with later: {}", id, e.getClass().getName());
        } finally {
            turns.release();
        }
    }

    /** Lets chunks that are under way finish; what is left goes on at the next start. */
    @Override
    public void destroy() {
        stopping = true;
    }
}
