package collegium.membership;

import static collegium.database.tenant.Tables.IMPORT_BATCH;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does an import's step chunk by chunk, a transaction each. A chunk first locks the batch and looks whether the step is still
 * wanted: so it can be cancelled between chunks, goes on after a crash where it stopped, and two nodes at it take turns.
 */
final class ImportWork {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);
    private static final int CHECKED_AT_ONCE = 1000;
    private static final int APPLIED_AT_ONCE = 200;

    private final TenantDatabase database;
    private final ImportTarget target;
    private final Call call;
    private final UUID id;

    ImportWork(TenantDatabase database, ImportTarget target, Call call, UUID id) {
        this.database = database;
        this.target = target;
        this.call = call;
        this.id = id;
    }

    /** Goes on with the step that the batch is at, until it is through, cancelled, or the product stops. */
    void run(BooleanSupplier stopping) {
        int after = 0;
        while (!stopping.getAsBoolean()) {
            ImportState state = database.in(call.body(), sql -> ImportStore.find(sql, id)).state();
            switch (state) {
                case CHECKING -> database.run(call.body(), this::checkChunk);
                case APPLYING -> applyChunk();
                case UNDOING -> {
                    int from = after;
                    after = database.in(call.body(), sql -> undoChunk(sql, from));
                }
                case STAGING, STAGED, CHECKED, APPLIED, UNDONE, CANCELLED, FAILED -> {
                    return;
                }
            }
        }
    }

    private void checkChunk(DSLContext sql) {
        ImportBatch batch = ImportStore.locked(sql, id);
        if (batch.state() != ImportState.CHECKING) {
            return;
        }
        List<ImportStore.Staged> staged = ImportStore.next(sql, id, "staged", CHECKED_AT_ONCE);
        if (staged.isEmpty()) {
            ImportStore.state(sql, id, ImportState.CHECKED);
            return;
        }
        ImportRows rows = new ImportRows(batch, target);
        Map<Integer, List<ImportFault>> faults = rows.faults(sql, id, staged);
        List<ImportRow> readable = staged.stream().map(rows::row)
                .filter(row -> faults.getOrDefault(row.line(), List.of()).stream().noneMatch(fault -> fault.code().equals("unprintable"))).toList();
        Map<Integer, ImportOutcome> outcomes = withoutKnown(sql, readable);
        List<ImportRow> unknown = readable.stream().filter(row -> !outcomes.containsKey(row.line())).toList();
        pair(unknown, unknown.isEmpty() ? List.of() : target.check(call, unknown), outcomes);
        faults.forEach((line, found) -> {
            List<ImportFault> all = new ArrayList<>(found);
            if (outcomes.get(line) instanceof ImportOutcome.Bad bad) {
                all.addAll(bad.faults());
            }
            outcomes.put(line, new ImportOutcome.Bad(all));
        });
        ImportStore.mark(sql, id, outcomes, "good");
        ImportStore.progress(sql, id, staged.size(), count(outcomes, ImportOutcome.Good.class), count(outcomes, ImportOutcome.Bad.class),
                count(outcomes, ImportOutcome.Unchanged.class));
    }

    private void applyChunk() {
        try {
            database.run(call.body(), sql -> applyChunk(sql, APPLIED_AT_ONCE));
        } catch (RuntimeException first) {
            // One row of the chunk is to blame: nothing of it was kept, and it is tried row by row.
            for (int i = 0; i < APPLIED_AT_ONCE; i++) {
                applyOne();
            }
        }
    }

    private void applyOne() {
        try {
            database.run(call.body(), sql -> applyChunk(sql, 1));
        } catch (Refused e) {
            leaveOut(e.faults().stream().map(fault -> ImportFault.of(fault.field(), fault.code())).toList());
        } catch (RuntimeException e) {
            LOG.warn("A row of import {} could not be applied: {}", id, e.getClass().getName());
            leaveOut(List.of(ImportFault.of("", "not-applied")));
        }
    }

    private void leaveOut(List<ImportFault> faults) {
        database.run(call.body(), sql -> {
            if (ImportStore.locked(sql, id).state() == ImportState.APPLYING) {
                ImportStore.next(sql, id, "good", 1).forEach(row -> {
                    ImportStore.mark(sql, id, Map.of(row.line(), new ImportOutcome.Bad(faults)), "applied");
                    ImportStore.progress(sql, id, 1, -1, 1, 0);
                });
            }
        });
    }

    private void applyChunk(DSLContext sql, int size) {
        ImportBatch batch = ImportStore.locked(sql, id);
        if (batch.state() != ImportState.APPLYING) {
            return;
        }
        ImportRows reading = new ImportRows(batch, target);
        List<ImportRow> rows = ImportStore.next(sql, id, "good", size).stream().map(reading::row).toList();
        if (rows.isEmpty()) {
            sql.update(IMPORT_BATCH).set(IMPORT_BATCH.STATE, ImportState.APPLIED.word()).set(IMPORT_BATCH.APPLIED_AT, call.at())
                    .where(IMPORT_BATCH.ID.eq(id)).execute();
            AuditLog.write(sql, call, "import-applied", AuditLog.Subject.of("import", id), Map.of(),
                    Map.of("kind", batch.kind(), "rows", batch.good(), "refused", batch.bad(), "unchanged", batch.unchanged()));
            return;
        }
        Map<Integer, ImportOutcome> outcomes = withoutKnown(sql, rows);
        List<ImportRow> unknown = rows.stream().filter(row -> !outcomes.containsKey(row.line())).toList();
        pair(unknown, unknown.isEmpty() ? List.of() : target.apply(call, id, unknown), outcomes);
        for (ImportRow row : unknown) {
            if (outcomes.get(row.line()) instanceof ImportOutcome.Good good) {
                target.key(row).ifPresent(key -> ImportStore.keep(sql, target.kind(), ImportStore.digest(key), id, good.subject().orElseThrow()));
            }
        }
        ImportStore.mark(sql, id, outcomes, "applied");
        int bad = count(outcomes, ImportOutcome.Bad.class);
        int unchanged = count(outcomes, ImportOutcome.Unchanged.class);
        ImportStore.progress(sql, id, rows.size(), -bad - unchanged, bad, unchanged);
    }

    /** Rows that were brought in before, or stand twice among these, are unchanged. */
    private Map<Integer, ImportOutcome> withoutKnown(DSLContext sql, List<ImportRow> rows) {
        Map<Integer, String> digests = new LinkedHashMap<>();
        rows.forEach(row -> target.key(row).ifPresent(key -> digests.put(row.line(), ImportStore.digest(key))));
        Map<Integer, ImportOutcome> known = new LinkedHashMap<>();
        if (!digests.isEmpty()) {
            Set<String> seen = new LinkedHashSet<>(ImportStore.known(sql, target.kind(), digests.values()));
            digests.forEach((line, digest) -> {
                if (!seen.add(digest)) {
                    known.put(line, new ImportOutcome.Unchanged());
                }
            });
        }
        return known;
    }

    private int undoChunk(DSLContext sql, int after) {
        ImportBatch batch = ImportStore.locked(sql, id);
        if (batch.state() != ImportState.UNDOING) {
            return after;
        }
        List<ImportTarget.AppliedRow> rows = ImportStore.applied(sql, id, after, APPLIED_AT_ONCE);
        if (rows.isEmpty()) {
            ImportStore.state(sql, id, ImportState.UNDONE);
            AuditLog.write(sql, call, "import-undone", AuditLog.Subject.of("import", id), Map.of(), Map.of("kind", batch.kind(), "rows", batch.done()));
            return after;
        }
        // Something may have been built on a row since it was looked at: that row stays.
        Set<Integer> kept = target.builtUpon(call, id, rows);
        List<ImportTarget.AppliedRow> undone = rows.stream().filter(row -> !kept.contains(row.line())).toList();
        if (!undone.isEmpty()) {
            target.undo(call, id, undone);
            ImportStore.forget(sql, id, undone.stream().map(ImportTarget.AppliedRow::subject).toList());
            ImportStore.markUndone(sql, id, undone.stream().map(ImportTarget.AppliedRow::line).toList());
        }
        ImportStore.progress(sql, id, rows.size(), 0, 0, 0);
        return rows.getLast().line();
    }

    private static void pair(List<ImportRow> rows, List<ImportOutcome> said, Map<Integer, ImportOutcome> outcomes) {
        if (rows.size() != said.size()) {
            throw new IllegalStateException("A target answered for " + said.size() + " of " + rows.size() + " rows.");
        }
        for (int i = 0; i < rows.size(); i++) {
            outcomes.put(rows.get(i).line(), said.get(i));
        }
    }

    private static int count(Map<Integer, ImportOutcome> outcomes, Class<? extends ImportOutcome> which) {
        return Math.toIntExact(outcomes.values().stream().filter(which::isInstance).count());
    }
}
