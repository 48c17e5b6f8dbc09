package collegium.web.member;

import collegium.compliance.CurrentStanding;
import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import java.util.List;
import org.springframework.stereotype.Component;

/** The member that signed in, and the schemes that apply to that member. */
@Component
final class OwnSchemes {

    private final Standings standings;

    OwnSchemes(Standings standings) {
        this.standings = standings;
    }

    /** The member that the caller is; refused for everybody else. */
    static MemberId own(Call call) {
        return call.member().orElseThrow(Refused::notAllowed);
    }

    /** A page of a member's own: nobody else has it, whatever they may read elsewhere. */
    static void requireOwn(Call call, MemberId member) {
        if (call.member().filter(member::equals).isEmpty()) {
            throw Refused.notFound();
        }
    }

    SchemeWords words(Call call) {
        return new SchemeWords(standings.schemes(call, own(call)));
    }

    SchemeWords words(Call call, List<CurrentStanding> current) {
        return new SchemeWords(current.stream().map(CurrentStanding::enrolment).flatMap(enrolled -> standings.scheme(call, enrolled).stream()).toList());
    }
}
