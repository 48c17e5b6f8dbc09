package collegium.compliance;

import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.requirements.EnrolledIn;
import collegium.requirements.PublishedVersion;
import collegium.requirements.Rules;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    /** What the enrolment's scheme is judged by now; empty while nothing of it is published. */
    Optional<Rules> rules(Call call, EnrolledIn enrolled) {
        return schemes.rules(asProduct(call), enrolled.scheme(), _ -> true);
    }

    /** Everything as it is known at the revision, by every version that is published, at the end of the call's day. */
    Inputs now(Call call, EnrolledIn enrolled, long revision) {
        return known(call, enrolled, _ -> true, revision, call.today());
    }

    /** Everything as it was known: the versions published by then, the record and the decisions of the revision. */
    Inputs known(Call call, EnrolledIn enrolled, Predicate<PublishedVersion> published, long revision, LocalDate asAt) {
        return inputs(schemes.rules(asProduct(call), enrolled.scheme(), published).map(Rules::versions).orElse(List.of()), revision, asAt);
    }

    private static Inputs inputs(List<PublishedVersion> versions, long revision, LocalDate asAt) {
        return new Inputs(versions.stream().map(PublishedVersion::id).toList(), Judge.ENGINE, revision, revision, asAt);
    }

    private Rules rules(Call call, EnrolledIn enrolled, Inputs inputs) {
        return schemes.rules(asProduct(call), enrolled.scheme(), version -> inputs.versions().contains(version.id()))
                .orElseThrow(() -> Refused.conflict("nothing-published"));
    }

    /** Who judges by these versions; refused as {@code nothing-published} where there was none. */
    Judge of(Call call, EnrolledIn enrolled, Inputs inputs) {
        return rules(call, enrolled, inputs).judge();
    }

    /** Judges the period; {@code period} may be another than the one that is open. */
    Judgement judge(DSLContext sql, Call call, EnrolledIn enrolled, Period period, Inputs inputs) {
        return judge(rules(call, enrolled, inputs), period, inputs, records.asKnown(sql, asProduct(call), enrolled.member(), enrolled, inputs));
    }

    /** Judges the enrolment's period as at the call's day by rules that were read before, on a record of the revision that was. */
    Judgement judge(Call call, Rules rules, EnrolledIn enrolled, long revision, KnownRecord known) {
        return judge(rules, enrolled.period().orElseThrow().days(), inputs(rules.versions(), revision, call.today()), known.in(enrolled));
    }

    private static Judgement judge(Rules rules, Period period, Inputs inputs, MemberRecord record) {
        UUID version = rules.inForce(period).id();
        return new Judgement(inputs, version, record, rules.judge().judge(record, period, inputs.asAt()));
    }
}
