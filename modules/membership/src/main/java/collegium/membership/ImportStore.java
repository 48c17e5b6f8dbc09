package collegium.membership;

import static collegium.database.tenant.Tables.IMPORT_BATCH;
import static collegium.database.tenant.Tables.IMPORT_KEY;
import static collegium.database.tenant.Tables.IMPORT_ROW;
import static org.jooq.impl.DSL.arrayGet;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;

import collegium.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of imports under way. */
final class ImportStore {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ImportStore() {}

    /** A row as it is staged. */
    record Staged(int line, List<String> cells) {}

    static ImportBatch find(DSLContext sql, UUID id) {
        return sql.selectFrom(IMPORT_BATCH).where(IMPORT_BATCH.ID.eq(id)).fetchOptional(ImportStore::batch).orElseThrow(Refused::notFound);
    }

    /** Keeps two workers, or a worker and who cancels, from each other; they take turns by chunk. */
    static ImportBatch locked(DSLContext sql, UUID id) {
        return sql.selectFrom(IMPORT_BATCH).where(IMPORT_BATCH.ID.eq(id)).forUpdate().fetchOptional(ImportStore::batch)
                .orElseThrow(Refused::notFound);
    }

    static List<ImportBatch> latest(DSLContext sql, int size) {
        return sql.selectFrom(IMPORT_BATCH).orderBy(IMPORT_BATCH.CREATED_AT.desc(), IMPORT_BATCH.ID.desc()).limit(size).fetch(ImportStore::batch);
    }

    static void state(DSLContext sql, UUID id, ImportState state) {
        sql.update(IMPORT_BATCH).set(IMPORT_BATCH.STATE, state.word()).where(IMPORT_BATCH.ID.eq(id)).execute();
    }

    static void insertRows(DSLContext sql, UUID batch, List<Staged> rows) {
        var insert = sql.insertInto(IMPORT_ROW, IMPORT_ROW.BATCH_ID, IMPORT_ROW.LINE, IMPORT_ROW.CELLS, IMPORT_ROW.STATE);
        for (Staged row : rows) {
            insert = insert.values(batch, row.line(), row.cells().toArray(String[]::new), "staged");
        }
        insert.execute();
    }

    static List<Staged> next(DSLContext sql, UUID batch, String state, int size) {
        return sql.select(IMPORT_ROW.LINE, IMPORT_ROW.CELLS).from(IMPORT_ROW)
                .where(IMPORT_ROW.BATCH_ID.eq(batch), IMPORT_ROW.STATE.eq(state))
                .orderBy(IMPORT_ROW.LINE).limit(size)
                .fetch(row -> new Staged(row.value1(), Arrays.asList(row.value2())));
    }

    static List<ImportTarget.AppliedRow> applied(DSLContext sql, UUID batch, int after, int size) {
        return sql.select(IMPORT_ROW.LINE, IMPORT_ROW.SUBJECT_ID, IMPORT_ROW.BEFORE).from(IMPORT_ROW)
                .where(IMPORT_ROW.BATCH_ID.eq(batch), IMPORT_ROW.STATE.eq("applied"), IMPORT_ROW.LINE.gt(after))
                .orderBy(IMPORT_ROW.LINE).limit(size)
                .fetch(row -> new ImportTarget.AppliedRow(row.value1(), row.value2(), map(row.value3())));
    }

    static List<ImportedRow> rows(DSLContext sql, UUID batch, Optional<String> state, int after, int size) {
        return sql.select(IMPORT_ROW.LINE, IMPORT_ROW.CELLS, IMPORT_ROW.STATE, IMPORT_ROW.FAULTS).from(IMPORT_ROW)
                .where(IMPORT_ROW.BATCH_ID.eq(batch), IMPORT_ROW.LINE.gt(after))
                .and(state.map(IMPORT_ROW.STATE::eq).orElse(noCondition()))
                .orderBy(IMPORT_ROW.LINE).limit(size)
                .fetch(row -> new ImportedRow(row.value1(), Arrays.asList(row.value2()), row.value3(), faults(row.value4())));
    }

    /** Of values in one column, the first line of the file that has each of those that more than one line has. */
    static Map<String, Integer> repeated(DSLContext sql, UUID batch, int column, Collection<String> values) {
        Field<String> cell = arrayGet(IMPORT_ROW.CELLS, inline(column + 1));
        return sql.select(cell, min(IMPORT_ROW.LINE)).from(IMPORT_ROW)
                .where(IMPORT_ROW.BATCH_ID.eq(batch), cell.in(values))
                .groupBy(cell).having(count().gt(1))
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    /** Writes what was found of each row, or became of it. */
    static void mark(DSLContext sql, UUID batch, Map<Integer, ImportOutcome> outcomes, String goodState) {
        List<Query> updates = outcomes.entrySet().stream().<Query>map(each -> {
            String state = switch (each.getValue()) {
                case ImportOutcome.Good _ -> goodState;
                case ImportOutcome.Unchanged _ -> "unchanged";
                case ImportOutcome.Bad _ -> "bad";
            };
            var update = sql.update(IMPORT_ROW).set(IMPORT_ROW.STATE, state);
            if (each.getValue() instanceof ImportOutcome.Bad bad) {
                update = update.set(IMPORT_ROW.FAULTS, JSONB.valueOf(JSON.writeValueAsString(bad.faults())));
            }
            if (each.getValue() instanceof ImportOutcome.Good good && good.subject().isPresent()) {
                update = update.set(IMPORT_ROW.SUBJECT_ID, good.subject().get())
                        .set(IMPORT_ROW.BEFORE, JSONB.valueOf(JSON.writeValueAsString(good.before())));
            }
            return update.where(IMPORT_ROW.BATCH_ID.eq(batch), IMPORT_ROW.LINE.eq(each.getKey()));
        }).toList();
        sql.batch(updates).execute();
    }

    static void markUndone(DSLContext sql, UUID batch, Collection<Integer> lines) {
        sql.update(IMPORT_ROW).set(IMPORT_ROW.STATE, "undone").where(IMPORT_ROW.BATCH_ID.eq(batch), IMPORT_ROW.LINE.in(lines)).execute();
    }

    static void progress(DSLContext sql, UUID id, int done, int good, int bad, int unchanged) {
        sql.update(IMPORT_BATCH)
                .set(IMPORT_BATCH.ROWS_DONE, IMPORT_BATCH.ROWS_DONE.plus(done))
                .set(IMPORT_BATCH.ROWS_GOOD, IMPORT_BATCH.ROWS_GOOD.plus(good))
                .set(IMPORT_BATCH.ROWS_BAD, IMPORT_BATCH.ROWS_BAD.plus(bad))
                .set(IMPORT_BATCH.ROWS_UNCHANGED, IMPORT_BATCH.ROWS_UNCHANGED.plus(unchanged))
                .where(IMPORT_BATCH.ID.eq(id)).execute();
    }

    /** Those of the keys that were brought in before, as hexadecimal digits. */
    static Set<String> known(DSLContext sql, String kind, Collection<String> digests) {
        return sql.select(IMPORT_KEY.KEY_DIGEST).from(IMPORT_KEY)
                .where(IMPORT_KEY.KIND.eq(kind), IMPORT_KEY.KEY_DIGEST.in(digests.stream().map(HexFormat.of()::parseHex).toList()))
                .fetchSet(row -> HexFormat.of().formatHex(row.value1()));
    }

    static void keep(DSLContext sql, String kind, String digest, UUID batch, UUID subject) {
        sql.insertInto(IMPORT_KEY)
                .set(IMPORT_KEY.KIND, kind).set(IMPORT_KEY.KEY_DIGEST, HexFormat.of().parseHex(digest))
                .set(IMPORT_KEY.BATCH_ID, batch).set(IMPORT_KEY.SUBJECT_ID, subject)
                .execute();
    }

    static void forget(DSLContext sql, UUID batch, Collection<UUID> subjects) {
        sql.deleteFrom(IMPORT_KEY).where(IMPORT_KEY.BATCH_ID.eq(batch), IMPORT_KEY.SUBJECT_ID.in(subjects)).execute();
    }

    static String digest(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> map(JSONB json) {
        return JSON.readValue(json.data(), new TypeReference<Map<String, String>>() {});
    }

    private static List<ImportFault> faults(@Nullable JSONB json) {
        return json == null ? List.of() : JSON.readValue(json.data(), new TypeReference<List<ImportFault>>() {});
    }

    private static ImportBatch batch(Record row) {
        return new ImportBatch(row.get(IMPORT_BATCH.ID), row.get(IMPORT_BATCH.KIND), row.get(IMPORT_BATCH.FILE_NAME),
                row.get(IMPORT_BATCH.CHARSET), row.get(IMPORT_BATCH.DELIMITER), ImportState.of(row.get(IMPORT_BATCH.STATE)),
                Arrays.asList(row.get(IMPORT_BATCH.HEADER)), Arrays.asList(row.get(IMPORT_BATCH.MAPPING)),
                row.get(IMPORT_BATCH.DATE_ORDER).equals("dmy"), row.get(IMPORT_BATCH.ROWS_TOTAL), row.get(IMPORT_BATCH.ROWS_DONE),
                row.get(IMPORT_BATCH.ROWS_GOOD), row.get(IMPORT_BATCH.ROWS_BAD), row.get(IMPORT_BATCH.ROWS_UNCHANGED),
                Optional.ofNullable(row.get(IMPORT_BATCH.ERROR)), row.get(IMPORT_BATCH.CREATED_AT),
                Optional.ofNullable(row.get(IMPORT_BATCH.APPLIED_AT)));
    }
}
