package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.schemes.Differences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of one version share: its scheme, the version before it, the heading and the tabs. */
@Component
final class SchemePages {

    private final Schemes schemes;

    SchemePages(Schemes schemes) {
        this.schemes = schemes;
    }

    /** A version with its scheme and the one that it follows. */
    record Shown(SchemeOutline scheme, SchemeVersion version, Optional<SchemeVersion> earlier) {

        String path() {
            return "/admin/requirements/" + scheme.id() + "/" + version.id();
        }
    }

    /** Puts the version of the address into the model; refused as not found where there is none. */
    Shown show(Call call, String scheme, String version, String tab, Model model) {
        call.require(Role.ADMINISTRATOR);
        SchemeOutline outline = schemes.find(call, SchemeId.of(scheme));
        UUID id = Id.parse(version);
        SchemeVersion shown = outline.versions().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow(Refused::notFound);
        Optional<SchemeVersion> earlier = earlier(outline, shown);
        model.addAttribute("scheme", outline);
        model.addAttribute("version", shown);
        model.addAttribute("earlier", earlier.orElse(null));
        model.addAttribute("path", "/admin/requirements/" + outline.id() + "/" + shown.id());
        model.addAttribute("tab", tab);
        model.addAttribute("inForce", outline.inForce(call.today()).filter(shown::equals).isPresent());
        model.addAttribute("holding", outline.inForce(call.today()).orElse(null));
        model.addAttribute("changes", earlier.map(before -> compared(call, before, shown).differences().size()).orElse(null));
        model.addAttribute("zone", call.zone());
        return new Shown(outline, shown, earlier);
    }

    /** The version that was in force before the one shown would be. */
    static Optional<SchemeVersion> earlier(SchemeOutline outline, SchemeVersion shown) {
        return outline.versions().stream()
                .filter(each -> !each.draft() && !each.id().equals(shown.id()) && (shown.draft() || each.from().isBefore(shown.from())))
                .reduce((_, later) -> later);
    }

    Differences.Compared compared(Call call, SchemeVersion before, SchemeVersion after) {
        return Differences.between(schemes.alone(call, before), before.from(), schemes.alone(call, after), after.from());
    }

    /** The versions in their order with what each changes against the one before. */
    List<Step> timeline(Call call, SchemeOutline outline) {
        List<Step> steps = new ArrayList<>();
        for (SchemeVersion version : outline.versions()) {
            Optional<Differences.Compared> compared = earlier(outline, version).map(before -> compared(call, before, version));
            boolean holds = outline.inForce(call.today()).filter(version::equals).isPresent();
            steps.add(new Step(version, holds, compared.map(found -> found.differences().stream().filter(each -> each.before().isEmpty()).count()).orElse(0L),
                    compared.map(found -> found.differences().stream().filter(each -> each.before().isPresent() && each.after().isPresent()).count()).orElse(0L),
                    compared.map(found -> found.differences().stream().filter(each -> each.after().isEmpty()).count()).orElse(0L),
                    schemes.sentences(call, version).size(), compared.isPresent()));
        }
        return steps;
    }

    /** One version on the timeline. */
    record Step(SchemeVersion version, boolean inForce, long fresh, long changed, long gone, int rules, boolean follows) {}
}
