package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.notifications.NewMessage;
import collegium.notifications.NightlyJudging;
import collegium.notifications.Outbox;
import collegium.requirements.EnrolledIn;
import collegium.requirements.EnrolmentRuleAdded;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemePublished;
import collegium.requirements.engine.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Judges everybody again whom newly published rules bear on: in the background, as one stream, at the publishing and
 * again on the day from which the rules hold. A round that is cut off goes on where it stopped, by the next nightly run at the
 * latest. Whoever stands elsewhere afterwards is told why, once.
 */
@Component
public class Rejudging implements NightlyJudging, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);
    private static final String PUBLISHED = "published";
    private static final String ENROLLING = "enrolling";

    private final TenantDatabase database;
    private final Standings standings;
    private final Enrolments enrolments;
    private final Outbox outbox;
    private final StreamedRounds rounds;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * How far one round is.
     *
     * @param due the day on or after which it runs
     * @param changed how many stand elsewhere than before
     */
    public record Round(UUID id, LocalDate due, long done, long total, long changed, Instant begun, Optional<Instant> finished) {}

    Rejudging(TenantDatabase database, Standings standings, Enrolments enrolments, Outbox outbox, StreamedRounds rounds) {
        this.database = database;
        this.standings = standings;
        this.enrolments = enrolments;
        this.outbox = outbox;
        this.rounds = rounds;
    }

    @EventListener
    void on(SchemePublished published) {
        LocalDate today = published.call().today();
        begin(published.call(), published.scheme(), Optional.of(published.version()), PUBLISHED, today);
        if (published.from().isAfter(today)) {
            // What is judged to the day itself, as an expiring balance, changes only when the rules hold.
            begin(published.call(), published.scheme(), Optional.of(published.version()), PUBLISHED, published.from());
        }
    }

    @EventListener
    void on(EnrolmentRuleAdded added) {
        begin(added.call(), added.scheme(), Optional.empty(), ENROLLING, added.call().today());
    }

    private void begin(Call call, SchemeId scheme, Optional<UUID> version, String kind, LocalDate due) {
        UUID id = call.freshId();
        database.run(call.body(), sql -> sql.insertInto(JUDGING_BATCH)
                .set(JUDGING_BATCH.ID, id).set(JUDGING_BATCH.SCHEME_ID, scheme.value()).set(JUDGING_BATCH.SCHEME_VERSION_ID, version.orElse(null))
                .set(JUDGING_BATCH.KIND, kind).set(JUDGING_BATCH.STATE, StreamedRounds.WAITING).set(JUDGING_BATCH.DUE_ON, due)
                .set(JUDGING_BATCH.STARTED_AT, call.at())
                .set(JUDGING_BATCH.TOTAL, (long) sql.fetchCount(sql.selectDistinct(MEMBER.ID).from(MEMBER).where(whom(kind, scheme))))
                .execute());
        if (!due.isAfter(call.today())) {
            afterCommit(() -> inBackground(call, id));
        }
    }

    private static Condition whom(String kind, SchemeId scheme) {
        return kind.equals(ENROLLING)
                ? MEMBER.ID.isNotNull()
                : MEMBER.ID.in(select(ENROLMENT.MEMBER_ID).from(ENROLMENT)
                        .where(ENROLMENT.SCHEME_ID.eq(scheme.value())).and(ENROLMENT.TO_DATE.isNull()));
    }

    private static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    private void inBackground(Call call, UUID id) {
        Call job = new Call(call.body(), new Actor.Job("rejudging"), call.at(), call.zone());
        Thread.ofVirtual().name("rejudging-" + id).start(() -> {
            try {
                run(job, id);
            } catch (RuntimeException e) {
                LOG.warn("Round {} stopped and is gone on with later: {}", id, e.getClass().getName());
            }
        });
    }

    /** Goes on with a round until it is through; a second runner in this process leaves it to the first. */
    private void run(Call job, UUID id) {
        if (!running.add(id)) {
            return;
        }
        try {
            // Whom an earlier round of the scheme is still enrolling is not yet among those under it.
            unfinished(job, JUDGING_BATCH.SCHEME_ID.eq(select(JUDGING_BATCH.as("own").SCHEME_ID).from(JUDGING_BATCH.as("own")).where(JUDGING_BATCH.as("own").ID.eq(id)))
                    .and(JUDGING_BATCH.ID.le(id))).forEach(round -> through(job, round));
        } finally {
            running.remove(id);
        }
    }

    private void through(Call job, StreamedRounds.Round round) {
        try {
            rounds.through(job, round, new StreamedRounds.Aside() {
                @Override
                public boolean judge(DSLContext sql, MemberId member) {
                    return again(sql, job, round, member);
                }

                @Override
                public void tell(DSLContext sql, List<NewMessage> messages) {
                    outbox.addAll(sql, job, messages);
                }
            }, () -> stopping);
        } catch (CancellationException _) {
            LOG.info("Round {} goes on when the product runs again.", round.id());
        }
    }

    private List<StreamedRounds.Round> unfinished(Call job, Condition which) {
        return database.in(job.body(), sql -> sql.selectFrom(JUDGING_BATCH)
                .where(which).and(JUDGING_BATCH.FINISHED_AT.isNull()).and(JUDGING_BATCH.DUE_ON.le(job.today())).and(JUDGING_BATCH.KIND.in(PUBLISHED, ENROLLING))
                .orderBy(JUDGING_BATCH.DUE_ON, JUDGING_BATCH.ID)
                .fetch(row -> new StreamedRounds.Round(row.getId(), new SchemeId(row.getSchemeId()),
                        row.getKind().equals(ENROLLING) ? StreamedRounds.Reason.ENROLMENT : StreamedRounds.Reason.RULES, row.getKind(), noCondition())));
    }

    private boolean again(DSLContext sql, Call job, StreamedRounds.Round round, MemberId member) {
        // The lock first: what stands is then as the member's last write left it.
        long revision = standings.lockedRevision(sql, member);
        Optional<CurrentStanding> before = standing(job, round.scheme(), member);
        // Opens the period too, where the scheme had nothing published before; then judges.
        enrolments.apply(job, member, revision, round.cause());
        Optional<CurrentStanding> after = standing(job, round.scheme(), member);
        Optional<Standing> was = before.flatMap(CurrentStanding::judged).map(CurrentStanding.Judged::standing);
        Optional<Standing> is = after.flatMap(CurrentStanding::judged).map(CurrentStanding.Judged::standing);
        if (was.isEmpty() || is.isEmpty() || was.get().status() == is.get().status()) {
            return false;
        }
        EnrolledIn enrolled = after.get().enrolment();
        return outbox.add(sql, job, Notices.message(job, round.id(), member, enrolled.period().orElseThrow().id(),
                Notices.facts(enrolled.schemeName(), was.get(), is.get())));
    }

    private Optional<CurrentStanding> standing(Call job, SchemeId scheme, MemberId member) {
        return standings.of(job, member).stream().filter(current -> current.enrolment().scheme().equals(scheme)).findFirst();
    }

    /** The rounds of a scheme, the newest first. */
    public List<Round> of(Call call, SchemeId scheme) {
        call.require(Role.ADMINISTRATOR, Role.OFFICER);
        return database.in(call.body(), sql -> sql.selectFrom(JUDGING_BATCH)
                .where(JUDGING_BATCH.SCHEME_ID.eq(scheme.value())).and(JUDGING_BATCH.KIND.in(PUBLISHED, ENROLLING))
                .orderBy(JUDGING_BATCH.STARTED_AT.desc(), JUDGING_BATCH.ID.desc()).limit(10)
                .fetch(row -> new Round(row.getId(), row.getDueOn(), row.getDone(), row.getTotal(), row.getChanged(), row.getStartedAt(),
                        Optional.ofNullable(row.getFinishedAt()))));
    }

    /** Goes on with what is due and not through. */
    @Override
    public int judgeDue(Call call) {
        List<StreamedRounds.Round> due = unfinished(call, noCondition());
        due.forEach(round -> run(call, round.id()));
        return due.size();
    }

    /** Lets those finish that are under way; what is left goes on later. */
    @Override
    public void destroy() {
        stopping = true;
    }
}
