package collegium.compliance;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.notifications.Facts;
import collegium.requirements.Rules;
import collegium.requirements.SchemeId;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one thread of a round finds, staged many together. Who cannot be judged from one row alone is left to be judged one by one. */
final class Findings implements Everybody.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);
    private static final int TOGETHER = 5_000;

    private final TenantDatabase database;
    private final Call call;
    private final StreamedRounds.Round round;
    private final Rules rules;
    private final Everybody.Which which;
    private final Before before;
    private final List<StagedStandings.Line> lines = new ArrayList<>(TOGETHER);
    private final Set<MemberId> again = new HashSet<>();

    /** By what members were judged before: few sets of rules for many members. */
    static final class Before {
        private final Call call;
        private final Schemes schemes;
        private final SchemeId scheme;
        private final Map<Integer, Optional<Judge>> judges = new ConcurrentHashMap<>();

        Before(Call call, Schemes schemes, SchemeId scheme) {
            this.call = call;
            this.schemes = schemes;
            this.scheme = scheme;
        }

        /** How the member stood; empty where that does not follow from the record as it is now. */
        Optional<Standing> standing(Everybody.Row row, MemberRecord record) {
            return row.stood().filter(stood -> stood.revision() == row.revision())
                    .flatMap(stood -> stood.known().flatMap(this::judge).map(judge -> judge.judge(record, row.days(), stood.asAt()))
                            .filter(was -> StandingStore.word(was.status()).equals(stood.status())));
        }

        private Optional<Judge> judge(int known) {
            return judges.computeIfAbsent(known, number -> schemes.rules(Judgements.asProduct(call), scheme, version -> version.number() <= number).map(Rules::judge));
        }
    }

    Findings(TenantDatabase database, Call call, StreamedRounds.Round round, Rules rules, Everybody.Which which, Before before) {
        this.database = database;
        this.call = call;
        this.round = round;
        this.rules = rules;
        this.which = which;
        this.before = before;
    }

    @Override
    public void accept(Everybody.Row row, KnownRecord known) {
        tried(row, known).ifPresentOrElse(lines::add, () -> again.add(row.member()));
        if (lines.size() + again.size() >= TOGETHER) {
            end();
        }
    }

    private Optional<StagedStandings.Line> tried(Everybody.Row row, KnownRecord known) {
        try {
            return found(row, known);
        } catch (RuntimeException e) {
            // One whom the engine fails on does not keep everybody from standing by the rules; alone it fails again, and is named.
            LOG.debug("Judged one by one: {}", row.member(), e);
            return Optional.empty();
        }
    }

    private Optional<StagedStandings.Line> found(Everybody.Row row, KnownRecord known) {
        MemberRecord record = known.in(row.enrolment(), Optional.of(row.period()));
        return which == Everybody.Which.OPEN ? open(row, record) : ended(row, known, record);
    }

    private Optional<StagedStandings.Line> open(Everybody.Row row, MemberRecord record) {
        Judge judge = rules.judge();
        boolean byRules = round.reason() == StreamedRounds.Reason.RULES;
        if (byRules && judge.period(record, call.today()).map(Period::span).filter(span -> !span.equals(row.days().span())).isPresent()) {
            return Optional.empty();
        }
        Verdict verdict = judge.verdict(record, row.days(), call.today());
        boolean elsewhere = row.stood().filter(stood -> !stood.status().equals(StandingStore.word(verdict.status()))).isPresent();
        if (!byRules || !elsewhere) {
            return Optional.of(line(row, verdict, Optional.empty()));
        }
        return before.standing(row, record).map(was ->
                line(row, verdict, Optional.of(Notices.facts(rules.name(), was, judge.judge(record, row.days(), call.today())))));
    }

    /** One that moves something else into the period that runs now changes the record. */
    private Optional<StagedStandings.Line> ended(Everybody.Row row, KnownRecord known, MemberRecord record) {
        Standing last = rules.judge().judge(record, row.days(), call.today());
        if (row.following().filter(next -> Closing.restates(known.in(row.enrolment(), Optional.of(next)), last)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(line(row, new Verdict(last.version(), last.asAt(), last.compliant(), last.status(), last.foremost(), last.worst(), last.nextChange()),
                Optional.empty()));
    }

    private StagedStandings.Line line(Everybody.Row row, Verdict verdict, Optional<Facts> told) {
        return StagedStandings.Line.of(row, verdict, rules.inForce(row.days()).id(), rules.newest(), told);
    }

    @Override
    public void end() {
        if (!lines.isEmpty() || !again.isEmpty()) {
            database.run(call.body(), sql -> {
                StagedStandings.write(sql, round.id(), lines);
                StagedStandings.again(sql, round.id(), again);
            });
            lines.clear();
            again.clear();
        }
    }
}
