package collegium.compliance;

import static collegium.database.tenant.Tables.MEMBER;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.EnrolledIn;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tries a draft on real members before anything is published. */
@Component
public class Trials {

    private final TenantDatabase database;
    private final Schemes schemes;
    private final Enrolments enrolments;
    private final JudgedRecords records;

    Trials(TenantDatabase database, Schemes schemes, Enrolments enrolments, JudgedRecords records) {
        this.database = database;
        this.schemes = schemes;
        this.enrolments = enrolments;
        this.records = records;
    }

    /**
     * The member's record of today by the rules in force and by the draft; over the member's open period where there is one, else
     * over the one in which today lies. Empty where a fact is missing from which the period would follow.
     */
    public Optional<Trial> on(Call call, MemberId member, SchemeVersion draft) {
        call.require(Role.ADMINISTRATOR);
        Call product = Judgements.asProduct(call);
        Judge tried = Judge.of(schemes.alone(call, draft));
        return database.in(call.body(), sql -> {
            long revision = sql.select(MEMBER.REVISION).from(MEMBER).where(MEMBER.ID.eq(member)).fetchOptional(row -> row.value1())
                    .orElseThrow(Refused::notFound);
            Optional<EnrolledIn> enrolled = enrolments.of(product, member).stream()
                    .filter(each -> each.scheme().equals(draft.scheme()) && each.to().isEmpty() && each.period().isPresent()).findFirst();
            EnrolledIn judged = enrolled.orElse(new EnrolledIn(new EnrolmentId(call.freshId()), member, draft.scheme(), "", call.today(),
                    Optional.empty(), "", Optional.empty()));
            MemberRecord record = records.asKnown(sql, product, member, judged,
                    new Inputs(List.of(draft.id()), Judge.ENGINE, revision, revision, call.today()));
            Optional<Period> period = enrolled.flatMap(EnrolledIn::period).map(EnrolledIn.OpenPeriod::days).or(() -> tried.period(record, call.today()));
            return period.map(days -> new Trial(
                    enrolled.flatMap(each -> schemes.rules(product, each.scheme(), _ -> true)).map(holding -> holding.judge().judge(record, days, call.today())),
                    tried.judge(record, days, call.today())));
        });
    }
}
