package collegium.compliance;

import static collegium.database.tenant.Tables.MEMBER;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.PublishedVersion;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.StandingJson;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Past verdicts, produced again exactly: the scheme's versions, the record, facts and decisions as they were known, judged as at a day.
 * Nothing is written.
 */
@Component
public class Replays {

    private final TenantDatabase database;
    private final Enrolments enrolments;
    private final Schemes schemes;
    private final Judgements judgements;
    private final JudgedRecords records;
    private final Determinations determinations;

    Replays(TenantDatabase database, Enrolments enrolments, Schemes schemes, Judgements judgements, JudgedRecords records, Determinations determinations) {
        this.database = database;
        this.enrolments = enrolments;
        this.schemes = schemes;
        this.judgements = judgements;
        this.records = records;
        this.determinations = determinations;
    }

    /** In what the member was ever enrolled here, each with its latest period: to choose from. */
    public List<EnrolledIn> enrolments(Call call, MemberId member) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        Map<EnrolmentId, EnrolledIn> latest = new LinkedHashMap<>();
        enrolments.periods(call, member).forEach(enrolled -> latest.putIfAbsent(enrolled.id(), enrolled));
        return List.copyOf(latest.values());
    }

    /**
     * Where the member stood in the enrolment at the end of the day, as known then. Refused: another member's enrolment as not found;
     * {@code nothing-published} where no version was published by then, {@code no-period-then} where the day lies in no period.
     */
    public Replay judge(Call call, MemberId member, EnrolmentId enrolment, LocalDate asAt, Known known) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        List<EnrolledIn> periods = enrolments.periods(call, member).stream().filter(each -> each.id().equals(enrolment)).toList();
        EnrolledIn enrolled = periods.stream().filter(each -> each.period().orElseThrow().days().span().contains(asAt)).findFirst()
                .or(() -> periods.stream().findFirst()).orElseThrow(Refused::notFound);
        return database.in(call.body(), sql -> {
            Inputs inputs = inputs(sql, call, enrolled, known, asAt);
            Period period = period(sql, call, enrolled, inputs);
            return replay(call, enrolled, period, judgements.judge(sql, call, enrolled, period, inputs), Optional.empty());
        });
    }

    private Inputs inputs(DSLContext sql, Call call, EnrolledIn enrolled, Known known, LocalDate asAt) {
        MemberId member = enrolled.member();
        return switch (known) {
            case Known.At at -> judgements.known(call, enrolled, publishedBy(Optional.of(at.instant())), Revisions.at(sql, member, at.instant()), asAt);
            case Known.Revision at -> {
                if (at.revision() < 0 || at.revision() > sql.select(MEMBER.REVISION).from(MEMBER).where(MEMBER.ID.eq(member)).fetchSingle(row -> row.value1())) {
                    throw Refused.invalid("no-such-revision", "revision");
                }
                yield judgements.known(call, enrolled, publishedBy(Revisions.written(sql, member, at.revision())), at.revision(), asAt);
            }
        };
    }

    private static Predicate<PublishedVersion> publishedBy(Optional<Instant> instant) {
        return version -> instant.map(at -> !version.published().isAfter(at)).orElse(true);
    }

    /** The period of the day as it was opened, or as the scheme and the facts known then say. */
    private Period period(DSLContext sql, Call call, EnrolledIn enrolled, Inputs inputs) {
        Period opened = enrolled.period().orElseThrow().days();
        if (opened.span().contains(inputs.asAt())) {
            return opened;
        }
        MemberRecord record = records.asKnown(sql, Judgements.asProduct(call), enrolled.member(), enrolled, inputs);
        return judgements.of(call, enrolled, inputs).period(record, inputs.asAt())
                .orElseThrow(() -> Refused.invalid("no-period-then", "as-at"));
    }

    /** Judges a determination again from what it names, and says whether it still gives the same: to officers and administrators. */
    public Replay of(Call call, DeterminationId id) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        Determination determination = determinations.find(call, id);
        EnrolledIn enrolled = enrolments.period(call, determination.period());
        return database.in(call.body(), sql -> {
            Period period = determination.standing().period();
            Judgement again = judgements.judge(sql, call, enrolled, period, determination.inputs());
            return replay(call, enrolled, period, again, Optional.of(compare(determination, again)));
        });
    }

    private Replay replay(Call call, EnrolledIn enrolled, Period period, Judgement judgement, Optional<Replay.Comparison> against) {
        int version = schemes.find(call, enrolled.scheme()).versions().stream().filter(each -> each.id().equals(judgement.version()))
                .map(SchemeVersion::number).findFirst().orElse(0);
        return new Replay(judgement.inputs(), version, period, judgement.standing(), judgement.digest(), against);
    }

    private static Replay.Comparison compare(Determination determination, Judgement again) {
        List<Replay.Difference> differences = new ArrayList<>();
        differences(differences, numbers(determination.standing()), numbers(again.standing()));
        boolean sameStanding = StandingJson.write(determination.standing()).equals(StandingJson.write(StandingJson.read(StandingJson.write(again.standing()))));
        return new Replay.Comparison(determination.digest().equals(again.digest()), sameStanding,
                determination.inputs().engine().equals(Judge.ENGINE), differences);
    }

    private static void differences(List<Replay.Difference> found, Map<String, String> before, Map<String, String> now) {
        before.forEach((what, was) -> {
            String is = now.getOrDefault(what, "");
            if (!was.equals(is)) {
                found.add(new Replay.Difference(what, was, is));
            }
        });
        now.forEach((what, is) -> {
            if (!before.containsKey(what)) {
                found.add(new Replay.Difference(what, "", is));
            }
        });
    }

    /** The verdict, each requirement and each entry in a line of its own. */
    private static Map<String, String> numbers(Standing standing) {
        Map<String, String> numbers = new LinkedHashMap<>();
        numbers.put("", StandingStore.word(standing.status()));
        for (Finding finding : standing.findings()) {
            numbers.put(finding.title() + finding.instance().map(instance -> ", " + instance).orElse(""), StandingStore.word(finding.status()) + ", "
                    + finding.counted().stripTrailingZeros().toPlainString() + " / " + finding.needed().stripTrailingZeros().toPlainString() + " " + finding.unit());
        }
        standing.activities().forEach(credit -> numbers.put(credit.date() + " " + credit.activity(), credit.claimed().stripTrailingZeros().toPlainString()
                + " / " + credit.credited().stripTrailingZeros().toPlainString() + " / " + credit.counted().stripTrailingZeros().toPlainString()));
        return numbers;
    }
}
