package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.Publications;
import collegium.requirements.SchemeId;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Sentence;
import collegium.requirements.engine.Version;
import collegium.requirements.schemes.Differences;
import java.time.LocalDate;
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
    private final Publications publications;

    SchemePages(Schemes schemes, Publications publications) {
        this.schemes = schemes;
        this.publications = publications;
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
        model.addAttribute("planned", publications.of(call, id).orElse(null));
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
        return Differences.between(schemes.alone(call, before), eve(before, after), schemes.alone(call, after), after.from());
    }

    /** The last day on which the earlier version would hold: its document may have rules that changed within its time. */
    private static LocalDate eve(SchemeVersion before, SchemeVersion after) {
        return before.from().isBefore(after.from()) ? after.from().minusDays(1) : before.from();
    }

    /** The day whose rules a version's page shows: a draft's first; else today, unless the version begins later or has ended by now. */
    static LocalDate day(Call call, SchemeOutline outline, SchemeVersion shown) {
        if (shown.draft() || shown.from().isAfter(call.today())) {
            return shown.from();
        }
        return outline.versions().stream().filter(each -> !each.draft() && each.from().isAfter(shown.from()))
                .map(next -> eve(shown, next)).filter(last -> last.isBefore(call.today())).min(LocalDate::compareTo).orElse(call.today());
    }

    /** Whether members in the middle of a period finish it by the earlier rules when the version begins. */
    boolean byStart(Call call, SchemeVersion shown) {
        return schemes.alone(call, shown).versions().stream()
                .filter(each -> each.from().map(from -> !from.isAfter(shown.from())).orElse(true))
                .reduce((_, later) -> later).filter(begun -> begun.chosenBy() == Version.ChosenBy.PERIOD_START).isPresent();
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
                    (int) schemes.sentences(call, version, day(call, outline, version)).stream().filter(each -> each.kind() != Sentence.Kind.PERIOD).count(),
                    compared.isPresent()));
        }
        return steps;
    }

    /** One version on the timeline. */
    record Step(SchemeVersion version, boolean inForce, long fresh, long changed, long gone, int rules, boolean follows) {}
}
