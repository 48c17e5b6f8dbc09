package collegium.compliance;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.JUDGING_BATCH;
import static collegium.database.tenant.Tables.MEMBER;
import static org.jooq.impl.DSL.select;

import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.NightlyJudging;
import collegium.notifications.Outbox;
import collegium.notifications.Recipient;
import collegium.requirements.EnrolmentRuleAdded;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemePublished;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
 * Judges everybody again whom newly published rules bear on: in the background, some members a transaction, at the publishing and
 * again on the day from which the rules hold. A round that is cut off goes on where it stopped, by the next nightly run at the
 * latest. Whoever stands elsewhere afterwards is told why, once.
 */
@Component
public class Rejudging implements NightlyJudging, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);
    private static final int AT_ONCE = 50;
    private static final String PUBLISHED = "published";
    private static final String ENROLLING = "enrolling";

    private final TenantDatabase database;
    private final Standings standings;
    private final Enrolments enrolments;
    private final Outbox outbox;
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /**
     * How far one round is.
     *
     * @param due the day on or after which it runs
     * @param changed how many stand elsewhere than before
     */
    public record Round(UUID id, LocalDate due, long done, long total, long changed, Instant begun, Optional<Instant> finished) {}

    Rejudging(TenantDatabase database, Standings standings, Enrolments enrolments, Outbox outbox) {
        this.database = database;
        this.standings = standings;
        this.enrolments = enrolments;
        this.outbox = outbox;
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
                .set(JUDGING_BATCH.KIND, kind).set(JUDGING_BATCH.STATE, "waiting").set(JUDGING_BATCH.DUE_ON, due)
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

    /** Goes on with a round until it is through; a second runner in this process leaves it to the first, one elsewhere takes turns. */
    private void run(Call job, UUID id) {
        if (!running.add(id)) {
            return;
        }
        try {
            // Whom an earlier round of the scheme is still enrolling is not yet among those under it.
            earlier(job, id).forEach(before -> through(job, before));
            through(job, id);
        } finally {
            running.remove(id);
        }
    }

    private void through(Call job, UUID id) {
        boolean more = true;
        while (more && !stopping) {
            more = database.in(job.body(), sql -> some(sql, job, id));
        }
    }

    private List<UUID> earlier(Call job, UUID id) {
        return database.in(job.body(), sql -> {
            var own = sql.selectFrom(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(id)).fetchSingle();
            return sql.select(JUDGING_BATCH.ID).from(JUDGING_BATCH)
                    .where(JUDGING_BATCH.SCHEME_ID.eq(own.getSchemeId())).and(JUDGING_BATCH.FINISHED_AT.isNull())
                    .and(JUDGING_BATCH.DUE_ON.le(job.today())).and(JUDGING_BATCH.ID.lt(id))
                    .orderBy(JUDGING_BATCH.ID).fetch(row -> row.value1());
        });
    }

    private boolean some(DSLContext sql, Call job, UUID id) {
        var batch = sql.selectFrom(JUDGING_BATCH).where(JUDGING_BATCH.ID.eq(id)).forUpdate().fetchOne();
        if (batch == null || batch.getFinishedAt() != null) {
            return false;
        }
        SchemeId scheme = new SchemeId(batch.getSchemeId());
        Condition beyond = batch.getAfterMember() == null ? MEMBER.ID.isNotNull() : MEMBER.ID.gt(new MemberId(batch.getAfterMember()));
        List<MemberId> members = sql.select(MEMBER.ID).from(MEMBER).where(whom(batch.getKind(), scheme)).and(beyond)
                .orderBy(MEMBER.ID).limit(AT_ONCE).fetch(row -> row.value1());
        long changed = members.stream().filter(member -> again(sql, job, batch.getKind(), id, scheme, member)).count();
        batch.setDone(batch.getDone() + members.size());
        batch.setChanged(batch.getChanged() + changed);
        batch.setState("running");
        if (members.isEmpty()) {
            batch.setState("done");
            batch.setTotal(batch.getDone());
            batch.setFinishedAt(job.at());
        } else {
            batch.setAfterMember(members.getLast().value());
        }
        batch.update();
        return !members.isEmpty();
    }

    private boolean again(DSLContext sql, Call job, String kind, UUID round, SchemeId scheme, MemberId member) {
        Optional<CurrentStanding> before = standing(job, scheme, member);
        // Opens the period too, where the scheme had nothing published before; then judges.
        enrolments.apply(job, member, standings.lockedRevision(sql, member), kind);
        Optional<CurrentStanding> after = standing(job, scheme, member);
        Optional<Standing> was = before.flatMap(CurrentStanding::judged).map(CurrentStanding.Judged::standing);
        Optional<Standing> is = after.flatMap(CurrentStanding::judged).map(CurrentStanding.Judged::standing);
        if (was.isEmpty() || is.isEmpty() || was.get().status() == is.get().status()) {
            return false;
        }
        outbox.add(sql, job, new NewMessage(MessageKind.STANDING_CHANGED, new Recipient.ToMember(member),
                facts(after.get().enrolment().schemeName(), was.get(), is.get()), job.at(), Optional.of("rejudged:" + round + ":" + member),
                after.get().enrolment().period().map(period -> period.id())));
        return true;
    }

    private Optional<CurrentStanding> standing(Call job, SchemeId scheme, MemberId member) {
        return standings.of(job, member).stream().filter(current -> current.enrolment().scheme().equals(scheme)).findFirst();
    }

    /** What is asked now and not met, where it was met or not asked before; else everything that is not met. */
    private static Facts facts(String scheme, Standing was, Standing is) {
        Map<String, Boolean> metBefore = new LinkedHashMap<>();
        was.findings().forEach(finding -> metBefore.put(finding.name(), finding.met()));
        List<Finding> missing = is.findings().stream()
                .filter(finding -> finding.severity() == Severity.MANDATORY && finding.inPlay() && !finding.met()).toList();
        List<Finding> fresh = missing.stream().filter(finding -> metBefore.getOrDefault(finding.name(), true)).toList();
        Facts facts = Facts.at("/home").text("scheme", scheme)
                .text("before", was.status().name().toLowerCase(Locale.ROOT)).text("after", is.status().name().toLowerCase(Locale.ROOT));
        for (Finding finding : fresh.isEmpty() ? missing : fresh) {
            facts = facts.line(new Facts.Line(finding.title(), StandingStore.word(finding.status()), Optional.of(finding.needed()),
                    Optional.of(finding.counted()), Optional.of(finding.shortBy()), finding.unit(), finding.clause().orElse("")));
        }
        return facts;
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
        List<UUID> due = database.in(call.body(), sql -> sql.select(JUDGING_BATCH.ID).from(JUDGING_BATCH)
                .where(JUDGING_BATCH.FINISHED_AT.isNull()).and(JUDGING_BATCH.DUE_ON.le(call.today())).and(JUDGING_BATCH.KIND.in(PUBLISHED, ENROLLING))
                .orderBy(JUDGING_BATCH.DUE_ON, JUDGING_BATCH.ID).fetch(row -> row.value1()));
        due.forEach(id -> run(call, id));
        return due.size();
    }

    /** Lets the members that are under way finish; what is left goes on later. */
    @Override
    public void destroy() {
        stopping = true;
    }
}
