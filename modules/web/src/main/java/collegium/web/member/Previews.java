package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.compliance.Standings;
import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Preview;
import collegium.web.look.Findings;
import collegium.web.look.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says in words what an activity would count, in each scheme that applies; nothing is written. */
@Component
final class Previews {

    private final Standings standings;
    private final Portfolios portfolios;
    private final Drawn drawn;
    private final Show show;

    Previews(Standings standings, Portfolios portfolios, Drawn drawn, Show show) {
        this.standings = standings;
        this.portfolios = portfolios;
        this.drawn = drawn;
        this.show = show;
    }

    /** Refused where recording it would be. */
    List<Would> of(Call call, ActivityId id, RecordActivity command) {
        MemberId member = OwnSchemes.own(call);
        if (command.planned()) {
            return List.of(new Would("", drawn.message("record.would.planned"), List.of(), List.of()));
        }
        Activity judged = portfolios.asJudged(call, member, id, command);
        List<String> schemes = standings.of(call, member).stream().map(CurrentStanding::enrolment)
                .filter(enrolled -> enrolled.period().isPresent() && standings.scheme(call, enrolled).isPresent())
                .map(enrolled -> enrolled.schemeName()).toList();
        List<Preview> previews = standings.preview(call, member, judged);
        List<Would> would = new ArrayList<>();
        for (int at = 0; at < previews.size(); at++) {
            would.add(would(schemes.get(at), previews.get(at)));
        }
        return would;
    }

    private Would would(String scheme, Preview preview) {
        ActivityCredit credit = preview.credit();
        String unit = drawn.plural(preview.after());
        return new Would(scheme, drawn.message("record.would", show.number(credit.counted()), show.number(credit.claimed()), unit),
                Drawn.why(credit), preview.gains().stream().map(gain -> effect(preview, gain)).toList());
    }

    private Would.Effect effect(Preview preview, Preview.Gain gain) {
        Optional<Finding> finding = preview.after().findings().stream()
                .filter(each -> each.requirement().equals(gain.requirement()) && each.instance().equals(gain.instance())).findFirst();
        return new Would.Effect(finding.map(Findings::title).orElse(gain.requirement()),
                drawn.message("record.becomes", show.number(gain.before()), show.number(gain.after()),
                        finding.map(found -> show.number(found.needed())).orElse(""), finding.map(Drawn::mark).orElse("")));
    }
}
