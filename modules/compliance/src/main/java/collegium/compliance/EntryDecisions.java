package collegium.compliance;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.ENTRY_DECISION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.kernel.SubmissionId;
import collegium.kernel.Written;
import collegium.membership.AuditLog;
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.Outbox;
import collegium.notifications.Recipient;
import collegium.portfolios.Activity;
import collegium.portfolios.Portfolios;
import collegium.portfolios.Submission;
import collegium.portfolios.Submissions;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Standing;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the body says on single entries of a submission: accepted, in part, rejected, taken for another kind, each with a reason that
 * the member reads. It changes what is credited, never what was claimed, and the standing is judged again in the same transaction.
 */
@Component
public class EntryDecisions {

    private static final BigDecimal MOST = new BigDecimal(10_000);

    private final TenantDatabase database;
    private final Submissions submissions;
    private final Portfolios portfolios;
    private final Standings standings;
    private final FrozenStandings frozen;
    private final Outbox outbox;

    EntryDecisions(TenantDatabase database, Submissions submissions, Portfolios portfolios, Standings standings, FrozenStandings frozen, Outbox outbox) {
        this.database = database;
        this.submissions = submissions;
        this.portfolios = portfolios;
        this.standings = standings;
        this.frozen = frozen;
        this.outbox = outbox;
    }

    /** Every decision on entries of the submission, the last first: to its member, and to officers and administrators. */
    public List<EntryDecision> of(Call call, SubmissionId id) {
        Submission submission = submissions.find(call, id);
        return database.in(call.body(), sql -> sql.select(ENTRY_DECISION.fields())
                .select(coalesce(ACCOUNT.NAME, inline("")).as(ACCOUNT.NAME))
                .from(ENTRY_DECISION).leftJoin(ACCOUNT).on(ACCOUNT.ID.eq(ENTRY_DECISION.DECIDED_BY.coerce(ACCOUNT.ID)))
                .where(ENTRY_DECISION.SUBMISSION_ID.eq(id)).and(ENTRY_DECISION.MEMBER_ID.eq(submission.member()))
                .orderBy(ENTRY_DECISION.REVISION.desc())
                .fetch(EntryDecisions::read));
    }

    private static EntryDecision read(Record row) {
        return new EntryDecision(row.get(ENTRY_DECISION.ACTIVITY_ID), row.get(ENTRY_DECISION.REVISION),
                EntryDecision.Verdict.valueOf(row.get(ENTRY_DECISION.VERDICT).toUpperCase(Locale.ROOT)), Optional.ofNullable(row.get(ENTRY_DECISION.AMOUNT)),
                Optional.ofNullable(row.get(ENTRY_DECISION.TYPE)), words(row.get(ENTRY_DECISION.TOPICS)), words(row.get(ENTRY_DECISION.FLAGS)),
                row.get(ENTRY_DECISION.REASON), row.get(ENTRY_DECISION.DECIDED_AT), row.get(ACCOUNT.NAME));
    }

    private static List<String> words(String @Nullable [] column) {
        return column == null ? List.of() : List.of(column);
    }

    /**
     * Decides, judges again and tells the member. Refused: an entry that was not submitted, as not found; beside its field a reason that
     * is missing, an amount that is none or not less than what is credited anyway ({@code part-not-less}), no kind; as conflicts
     * {@code changed-meanwhile} and {@code submission-reopened}.
     */
    public void decide(Call call, DecideEntry command) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        Faults faults = new Faults();
        String reason = Written.prose(faults, "reason", command.reason(), 2_000);
        kind(faults, command);
        faults.refuse();
        Submission submission = submissions.find(call, command.submission());
        Activity entry = portfolios.asKnown(call, submission.member(), submission.revision()).stream()
                .filter(activity -> activity.id().equals(command.activity())).findFirst().orElseThrow(Refused::notFound);
        database.run(call.body(), sql -> {
            long revision = Revisions.next(sql, submission.member());
            if (submissions.find(call, submission.id()).reopened().isPresent()) {
                throw Refused.conflict("submission-reopened");
            }
            if (last(sql, command.activity()) != command.seen()) {
                throw Refused.conflict("changed-meanwhile");
            }
            if (command.verdict() == EntryDecision.Verdict.PART) {
                part(command.amount(), undecided(sql, call, submission, command.activity(), revision));
            }
            insert(sql, call, submission, command, reason, revision);
            standings.judge(call, submission.member(), revision, "entry-decided");
            tell(sql, call, submission, entry, command, reason);
        });
    }

    private static void kind(Faults faults, DecideEntry command) {
        if (command.verdict() != EntryDecision.Verdict.RECLASSIFY) {
            return;
        }
        if (command.as().isEmpty()) {
            faults.add("required", "type");
        }
        command.as().ifPresent(kind -> {
            Written.word(faults, "type", kind.type());
            kind.topics().forEach(topic -> Written.word(faults, "topics", topic));
            kind.flags().forEach(flag -> Written.word(faults, "flags", flag));
        });
    }

    private static long last(DSLContext sql, ActivityId activity) {
        return sql.select(coalesce(max(ENTRY_DECISION.REVISION), 0L)).from(ENTRY_DECISION).where(ENTRY_DECISION.ACTIVITY_ID.eq(activity))
                .fetchSingle(row -> row.value1());
    }

    /** What the entry would be credited with if nobody had decided on it. */
    private BigDecimal undecided(DSLContext sql, Call call, Submission submission, ActivityId activity, long revision) {
        Standing standing = frozen.undecided(sql, call, submission, activity, revision);
        return standing.activity(activity.toString()).map(ActivityCredit::credited).orElse(BigDecimal.ZERO);
    }

    private static void part(Optional<BigDecimal> amount, BigDecimal credited) {
        Faults faults = new Faults();
        if (amount.isEmpty()) {
            faults.add("required", "amount");
        }
        amount.ifPresent(upTo -> {
            faults.require(upTo.signum() > 0, "not-positive", "amount");
            if (upTo.stripTrailingZeros().scale() > 4) {
                faults.add("too-precise", "amount", Map.of("decimals", 4));
            }
            if (upTo.compareTo(MOST) >= 0) {
                faults.add("too-much", "amount", Map.of("most", MOST));
            } else if (upTo.compareTo(credited) >= 0) {
                faults.add("part-not-less", "amount", Map.of("credited", credited));
            }
        });
        faults.refuse();
    }

    private static void insert(DSLContext sql, Call call, Submission submission, DecideEntry command, String reason, long revision) {
        var row = sql.newRecord(ENTRY_DECISION);
        row.setId(call.freshId());
        row.setMemberId(submission.member());
        row.setActivityId(command.activity());
        row.setSubmissionId(submission.id());
        row.setRevision(revision);
        row.setVerdict(command.verdict().key());
        if (command.verdict() == EntryDecision.Verdict.PART) {
            row.setAmount(command.amount().orElseThrow());
        }
        if (command.verdict() == EntryDecision.Verdict.RECLASSIFY) {
            DecideEntry.Kind kind = command.as().orElseThrow();
            Set<String> flags = new TreeSet<>(kind.flags());
            kind.structured().ifPresent(structured -> flags.add(structured ? "structured" : "unstructured"));
            row.setType(kind.type());
            row.setTopics(new TreeSet<>(kind.topics()).toArray(String[]::new));
            row.setFlags(flags.toArray(String[]::new));
        }
        row.setReason(reason);
        row.setDecidedAt(call.at());
        row.setDecidedBy(by(call));
        row.insert();
        Map<String, Object> after = new LinkedHashMap<>(Map.of("verdict", command.verdict().key(), "submission", submission.id().toString(), "revision", revision));
        command.amount().ifPresent(amount -> after.put("amount", amount.toPlainString()));
        AuditLog.write(sql, call, "entry-decided", AuditLog.Subject.of("activity", command.activity().value(), submission.member()), Map.of(), after);
    }

    /** The officer; the product's own jobs, such as the filling of a demonstration, sign as nobody's account. */
    static UUID by(Call call) {
        return call.account().map(Id::value).orElseGet(call::freshId);
    }

    private void tell(DSLContext sql, Call call, Submission submission, Activity entry, DecideEntry command, String reason) {
        outbox.add(sql, call, NewMessage.now(MessageKind.ENTRY_DECIDED, new Recipient.ToMember(submission.member()),
                Facts.at("/record-book/submissions/" + submission.id()).text("entry", entry.title()).text("verdict", command.verdict().key())
                        .text("reasons", reason), call.at()));
    }
}
