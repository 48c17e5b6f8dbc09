package collegium.compliance;

import static collegium.database.tenant.Tables.JUDGING_BATCH;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.SchemeId;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Judges everybody in a scheme anew while members go on writing, as one stream: what a body of a million members needs where
 * {@link Rejudging}, which tells each of them why, would take hours. Results are staged and merged a few thousand at a time, each only where the member's record is still what was judged. A run
 * that is cut off before it merged leaves the standings as they were; one that is cut off while merging can be taken up again.
 */
@Component
public class StreamedRounds {

    private static final int TOGETHER = 10_000;

    private final TenantDatabase database;
    private final Schemes schemes;
    private final Everybody everybody;

    StreamedRounds(TenantDatabase database, Schemes schemes, Everybody everybody) {
        this.database = database;
        this.schemes = schemes;
        this.everybody = everybody;
    }

    /** Judges everybody in the scheme by what is in force and writes it, and says how many there are. */
    public long run(Call call, SchemeId scheme, String cause) {
        call.require(Role.ADMINISTRATOR);
        Scheme rules = schemes.judgedBy(call, scheme).orElseThrow(() -> Refused.conflict("nothing-published"));
        UUID version = schemes.find(call, scheme).inForce(call.today()).orElseThrow(() -> Refused.conflict("nothing-published")).id();
        UUID batch = stage(call, scheme, Judge.of(rules), version, () -> false);
        merge(call, batch, cause, _ -> {}, () -> false);
        return database.in(call.body(), sql -> sql.select(JUDGING_BATCH.DONE).from(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(batch)).fetchSingle(row -> row.value1()));
    }

    /** Judges everybody in the scheme by what is in force and writes nothing: how many would stand where. */
    public Map<String, Long> count(Call call, SchemeId scheme) {
        call.require(Role.ADMINISTRATOR);
        Scheme rules = schemes.judgedBy(call, scheme).orElseThrow(() -> Refused.conflict("nothing-published"));
        Map<String, Long> counts = new ConcurrentHashMap<>();
        everybody.judge(call, scheme, Judge.of(rules), () -> found -> counts.merge(StandingStore.word(found.verdict().status()), 1L, Long::sum), () -> false);
        return new TreeMap<>(counts);
    }

    /**
     * Judges and stages everybody.
     *
     * @param judge of the scheme as it is in force
     * @param version that the standings are of
     * @param stop asked again and again; yes ends the run with a {@link java.util.concurrent.CancellationException}
     * @return the batch to merge
     */
    UUID stage(Call call, SchemeId scheme, Judge judge, UUID version, BooleanSupplier stop) {
        call.require(Role.ADMINISTRATOR);
        UUID batch = call.freshId();
        database.run(call.body(), sql -> sql.insertInto(JUDGING_BATCH)
                .set(JUDGING_BATCH.ID, batch).set(JUDGING_BATCH.SCHEME_VERSION_ID, version).set(JUDGING_BATCH.KIND, "rejudge")
                .set(JUDGING_BATCH.STATE, "judging").set(JUDGING_BATCH.STARTED_AT, call.at()).execute());
        everybody.judge(call, scheme, judge, () -> new Staging(found -> {
            long staged = database.in(call.body(), sql -> StagedStandings.write(sql, batch, version, found));
            database.run(call.body(), sql -> sql.update(JUDGING_BATCH).set(JUDGING_BATCH.TOTAL, JUDGING_BATCH.TOTAL.plus(staged))
                    .where(JUDGING_BATCH.ID.eq(batch)).execute());
        }), stop);
        database.run(call.body(), sql -> sql.update(JUDGING_BATCH).set(JUDGING_BATCH.STATE, "merging").where(JUDGING_BATCH.ID.eq(batch)).execute());
        return batch;
    }

    /** Puts what was staged where it is read, and hands over whose status changed. */
    void merge(Call call, UUID batch, String cause, Consumer<List<StagedStandings.Changed>> changed, BooleanSupplier stop) {
        call.require(Role.ADMINISTRATOR);
        Optional<List<StagedStandings.Changed>> next = Optional.of(List.of());
        while (next.isPresent() && !stop.getAsBoolean()) {
            next = StagedStandings.mergeNext(database, call, batch, cause);
            next.filter(some -> !some.isEmpty()).ifPresent(changed);
        }
        if (next.isEmpty()) {
            database.run(call.body(), sql -> sql.update(JUDGING_BATCH).set(JUDGING_BATCH.STATE, "done").set(JUDGING_BATCH.FINISHED_AT, call.at())
                    .where(JUDGING_BATCH.ID.eq(batch)).execute());
        }
    }

    /** Gathers what one thread found, and writes many together. */
    private static final class Staging implements Everybody.Sink {
        private final Consumer<List<StagedStandings.Line>> write;
        private final List<StagedStandings.Line> gathered = new ArrayList<>(TOGETHER);

        Staging(Consumer<List<StagedStandings.Line>> write) {
            this.write = write;
        }

        @Override
        public void accept(Everybody.Found found) {
            gathered.add(StagedStandings.Line.of(found));
            if (gathered.size() == TOGETHER) {
                flush();
            }
        }

        private void flush() {
            if (!gathered.isEmpty()) {
                write.accept(gathered);
                gathered.clear();
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
