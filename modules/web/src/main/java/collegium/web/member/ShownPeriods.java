package collegium.web.member;

import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Refused;
import collegium.requirements.Enrolments;
import collegium.requirements.Spell;
import collegium.requirements.engine.Standing;
import collegium.web.look.Findings;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The periods that a member can look at, and the one that a page is about. */
@Component
final class ShownPeriods {

    private final Enrolments enrolments;
    private final Standings standings;

    ShownPeriods(Enrolments enrolments, Standings standings) {
        this.enrolments = enrolments;
        this.standings = standings;
    }

    /**
     * One period.
     *
     * @param spell empty for a member to whom nothing applies: then it is the calendar year
     */
    record Shown(LocalDate from, LocalDate to, Optional<Spell> spell, Optional<Standing> standing, List<Spell> all) {

        String name() {
            return Findings.years(from, to);
        }
    }

    /** The period with the id, or the open one of what applies first. Refused as not found where the member has no such period. */
    Shown shown(Call call, Optional<String> id) {
        MemberId member = OwnSchemes.own(call);
        List<Spell> all = enrolments.spells(call, member);
        Optional<PeriodId> wanted = id.map(PeriodId::of);
        Optional<Spell> spell = wanted.map(period -> all.stream().filter(each -> each.id().equals(period)).findFirst().orElseThrow(Refused::notFound))
                .or(() -> standings.of(call, member).stream().flatMap(current -> current.enrolment().period().stream()).findFirst()
                        .flatMap(open -> all.stream().filter(each -> each.id().equals(open.id())).findFirst()));
        return new Shown(spell.map(each -> each.days().start()).orElse(call.today().withDayOfYear(1)),
                spell.map(each -> each.days().end()).orElse(call.today().withDayOfYear(1).plusYears(1).minusDays(1)), spell,
                spell.flatMap(each -> standings.in(call, member, each.id())).map(judged -> judged.standing()), all);
    }
}
