package collegium.web.member;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.AskedChange;
import collegium.membership.FactProposal;
import collegium.membership.MemberFact;
import collegium.membership.Members;
import collegium.requirements.engine.Vocabulary;
import collegium.web.look.Show;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the body knows of the member, and asking for a change of it. */
@Controller
final class AboutController {

    private final Members members;
    private final OwnSchemes schemes;
    private final FormFaults words;
    private final Show show;
    private final Drawn drawn;

    AboutController(Members members, OwnSchemes schemes, FormFaults words, Show show, Drawn drawn) {
        this.members = members;
        this.schemes = schemes;
        this.words = words;
        this.show = show;
        this.drawn = drawn;
    }

    @GetMapping("/me")
    String about(Call call, Model model) {
        MemberId member = OwnSchemes.own(call);
        Map<String, Vocabulary.FactKind> kinds = schemes.words(call).facts();
        Map<String, List<AboutView.Fact>> facts = new LinkedHashMap<>();
        kinds.keySet().forEach(kind -> facts.put(kind, new ArrayList<>()));
        for (MemberFact fact : members.facts(call, member)) {
            facts.computeIfAbsent(fact.kind(), _ -> new ArrayList<>()).add(new AboutView.Fact(value(kinds, fact.kind(), fact.value()),
                    span(fact.from(), fact.to()), fact.source(), holds(call, fact)));
        }
        model.addAttribute("view", new AboutView(members.find(call, member), facts.entrySet().stream()
                .map(entry -> new AboutView.Kind(entry.getKey(), title(kinds, entry.getKey()), entry.getValue(),
                        Optional.ofNullable(kinds.get(entry.getKey())).flatMap(Vocabulary.FactKind::otherwise).map(otherwise -> value(kinds, entry.getKey(), otherwise))))
                .toList(), members.asked(call, member).stream().map(asked -> asked(call, kinds, asked)).toList()));
        return "about";
    }

    private static boolean holds(Call call, MemberFact fact) {
        return !fact.from().isAfter(call.today()) && fact.to().filter(to -> to.isBefore(call.today())).isEmpty();
    }

    private String span(LocalDate from, Optional<LocalDate> to) {
        return to.map(last -> drawn.message("period.span", show.day(from), show.day(last))).orElseGet(() -> drawn.message("about.since", show.day(from)));
    }

    private static String title(Map<String, Vocabulary.FactKind> kinds, String kind) {
        return Optional.ofNullable(kinds.get(kind)).map(Vocabulary.FactKind::title).filter(title -> !title.isBlank()).orElse(kind.replace('_', ' '));
    }

    private String value(Map<String, Vocabulary.FactKind> kinds, String kind, String value) {
        Optional<Vocabulary.FactKind> known = Optional.ofNullable(kinds.get(kind));
        if (known.filter(fact -> fact.kind() == Vocabulary.Kind.YES_NO).isPresent()) {
            return drawn.message(value.equals("yes") || value.equals("true") ? "form.yes" : "form.no");
        }
        if (known.filter(fact -> fact.kind() == Vocabulary.Kind.DATE).isPresent()) {
            Faults ignored = new Faults();
            LocalDate day = Fields.none().with("day", value).day(ignored, "day", LocalDate.MIN);
            return day.equals(LocalDate.MIN) ? value : show.day(day);
        }
        return known.map(Vocabulary.FactKind::values).map(values -> values.get(value)).orElse(value.replace('_', ' '));
    }

    private AboutView.Asked asked(Call call, Map<String, Vocabulary.FactKind> kinds, AskedChange asked) {
        FactProposal proposal = asked.proposal();
        String state = asked.accepted().map(accepted -> accepted ? "accepted" : "declined").orElse("waiting");
        return new AboutView.Asked(title(kinds, proposal.kind()), value(kinds, proposal.kind(), proposal.value()), span(proposal.from(), proposal.to()),
                show.instant(proposal.proposedAt(), call.zone()), state, asked.reason(), proposal.note());
    }

    @GetMapping("/me/change")
    String change(Call call, @RequestParam String kind, Model model) {
        return form(call, Fields.none().with("kind", kind).with("from", call.today().toString()), model);
    }

    private String form(Call call, Fields said, Model model) {
        Map<String, Vocabulary.FactKind> kinds = schemes.words(call).facts();
        String kind = said.text("kind");
        boolean known = kinds.containsKey(kind) || members.facts(call, OwnSchemes.own(call)).stream().anyMatch(fact -> fact.kind().equals(kind));
        if (!known) {
            throw Refused.notFound();
        }
        Optional<Vocabulary.FactKind> fact = Optional.ofNullable(kinds.get(kind));
        model.addAttribute("view", new AboutView.Change(title(kinds, kind), said, fact.map(found -> input(found)).orElse("text"), choices(fact)));
        return "about-change";
    }

    private static String input(Vocabulary.FactKind fact) {
        return switch (fact.kind()) {
            case DATE -> "date";
            case NUMBER -> "number";
            case YES_NO, TEXT -> "text";
        };
    }

    private List<SchemeWords.Choice> choices(Optional<Vocabulary.FactKind> fact) {
        if (fact.filter(found -> found.kind() == Vocabulary.Kind.YES_NO).isPresent()) {
            return List.of(new SchemeWords.Choice("yes", drawn.message("form.yes")), new SchemeWords.Choice("no", drawn.message("form.no")));
        }
        return fact.stream().flatMap(found -> found.values().entrySet().stream()).map(value -> new SchemeWords.Choice(value.getKey(), value.getValue())).toList();
    }

    @PostMapping("/me/change")
    String ask(Call call, @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response, RedirectAttributes then) {
        Fields said = new Fields(sent);
        try {
            Faults faults = new Faults();
            LocalDate from = said.day(faults, "from", call.today());
            Optional<LocalDate> to = said.some("to").map(_ -> said.day(faults, "to", call.today()));
            String value = value(call, faults, said);
            faults.refuse();
            members.propose(call, said.text("kind"), value, from, to, said.some("note"));
            then.addFlashAttribute("toast", "about.asked");
            return "redirect:/me";
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(call, said, model);
        }
    }

    /** The value as the schemes write it; what none of them could read is refused beside the field. */
    private String value(Call call, Faults faults, Fields said) {
        Optional<Vocabulary.FactKind> fact = Optional.ofNullable(schemes.words(call).facts().get(said.text("kind")));
        String value = said.text("value").strip();
        faults.require(!value.isEmpty(), "required", "value");
        if (value.isEmpty() || fact.isEmpty()) {
            return value;
        }
        return switch (fact.get().kind()) {
            case DATE -> said.day(faults, "value", call.today()).toString();
            case NUMBER -> {
                Optional<BigDecimal> number = Amounts.read(value, "");
                faults.require(number.isPresent(), "number-form", "value");
                yield number.map(BigDecimal::toPlainString).orElse("");
            }
            case YES_NO -> {
                faults.require(value.equals("yes") || value.equals("no"), "unknown-word", "value");
                yield value;
            }
            case TEXT -> {
                faults.require(fact.get().values().isEmpty() || fact.get().values().containsKey(value), "unknown-word", "value");
                yield value;
            }
        };
    }
}
