package collegium.compliance;

import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.requirements.EnrolledIn;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Judges a member's record in one enrolment from inputs that can be named again. */
@Component
final class Judgements {

    private final Schemes schemes;
    private final JudgedRecords records;

    Judgements(Schemes schemes, JudgedRecords records) {
        this.schemes = schemes;
        this.records = records;
    }

    /** Judging is the product's own act, whoever's change it follows. */
    static Call asProduct(Call call) {
        return new Call(call.body(), new Actor.Job("judging"), call.at(), call.zone());
    }

    /** Everything as it is known at the revision, by every version that is published, at the end of the call's day. */
    Inputs now(Call call, EnrolledIn enrolled, long revision) {
        return new Inputs(ids(call, enrolled, _ -> true), Judge.ENGINE, revision, revision, call.today());
    }

    /** Everything as it was known: the versions published by then, the record and the decisions of the revision. */
    Inputs known(Call call, EnrolledIn enrolled, Predicate<SchemeVersion> published, long revision, LocalDate asAt) {
        return new Inputs(ids(call, enrolled, published), Judge.ENGINE, revision, revision, asAt);
    }

    private List<UUID> ids(Call call, EnrolledIn enrolled, Predicate<SchemeVersion> known) {
        return published(call, enrolled).stream().filter(known).map(SchemeVersion::id).toList();
    }

    private List<SchemeVersion> published(Call call, EnrolledIn enrolled) {
        return schemes.find(asProduct(call), enrolled.scheme()).versions().stream().filter(version -> !version.draft()).toList();
    }

    /** Who judges by these versions; refused as {@code nothing-published} where there was none. */
    Judge of(Call call, EnrolledIn enrolled, Inputs inputs) {
        return schemes.judge(asProduct(call), enrolled.scheme(), version -> inputs.versions().contains(version.id()))
                .orElseThrow(() -> Refused.conflict("nothing-published"));
    }

    /** Judges the period; {@code period} may be another than the one that is open. */
    Judgement judge(DSLContext sql, Call call, EnrolledIn enrolled, Period period, Inputs inputs) {
        return judge(call, enrolled, period, inputs, records.asKnown(sql, asProduct(call), enrolled.member(), enrolled, inputs));
    }

    /** The same on a record that was read before. */
    Judgement judge(Call call, EnrolledIn enrolled, Period period, Inputs inputs, MemberRecord record) {
        return new Judgement(inputs, inForce(call, enrolled, period, inputs), record,
                of(call, enrolled, inputs).judge(record, period, inputs.asAt()));
    }

    private UUID inForce(Call call, EnrolledIn enrolled, Period period, Inputs inputs) {
        List<SchemeVersion> known = published(call, enrolled).stream().filter(version -> inputs.versions().contains(version.id())).toList();
        return known.stream().filter(version -> !version.from().isAfter(period.end())).reduce((_, later) -> later)
                .or(() -> known.stream().findFirst()).orElseThrow(() -> Refused.conflict("nothing-published")).id();
    }
}
