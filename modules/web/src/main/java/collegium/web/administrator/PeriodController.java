package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Vocabulary;
import collegium.requirements.schemes.Fault;
import collegium.requirements.schemes.PeriodForm;
import collegium.requirements.schemes.SchemeText;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How the periods of a draft follow each other, in a form of its own: it is no rule of a list. */
@Controller
final class PeriodController {

    private static final String PERIOD = "/admin/requirements/{scheme}/{version}/period";
    private static final String PAGE = "administrator/period";
    private static final int LONGEST = 120;

    private final Schemes schemes;
    private final SchemeDrafts drafts;
    private final SchemePages pages;
    private final FormFaults words;

    /** In what a length is said. */
    enum Unit { YEARS, MONTHS }

    /** The form as it was sent. */
    record Answers(@Nullable String length, @Nullable Unit unit, PeriodForm.@Nullable Begins begins, @Nullable String firstDay, @Nullable String fact,
            @Nullable String newFact) {

        static Answers of(PeriodForm form) {
            boolean years = form.months() % 12 == 0;
            return new Answers(String.valueOf(years ? form.months() / 12 : form.months()), years ? Unit.YEARS : Unit.MONTHS, form.begins(),
                    form.firstDay().toString(), form.fact(), "");
        }

        PeriodForm read(Map<String, String> days) {
            Faults faults = new Faults();
            String many = Objects.requireNonNullElse(length, "").strip();
            int months = (many.matches("[0-9]{1,3}") ? Integer.parseInt(many) : 0) * (unit == Unit.MONTHS ? 1 : 12);
            faults.require(months > 0 && months <= LONGEST, "period-length", "length");
            PeriodForm.Begins how = Objects.requireNonNullElse(begins, PeriodForm.Begins.ON_A_DAY);
            String added = Objects.requireNonNullElse(newFact, "").strip();
            boolean own = how != PeriodForm.Begins.ON_A_DAY;
            faults.require(!own || !added.isEmpty() || days.containsKey(Objects.requireNonNullElse(fact, "")), "period-day", "fact")
                    .require(added.length() <= 120, "name-needed", "newFact");
            LocalDate first = own ? LocalDate.of(2000, 1, 1) : day(faults);
            faults.refuse();
            return new PeriodForm(months, how, first, Objects.requireNonNullElse(fact, ""), added);
        }

        private LocalDate day(Faults faults) {
            try {
                return LocalDate.parse(Objects.requireNonNullElse(firstDay, "").strip());
            } catch (DateTimeException _) {
                faults.add("date-form", "firstDay");
                return LocalDate.of(2000, 1, 1);
            }
        }
    }

    PeriodController(Schemes schemes, SchemeDrafts drafts, SchemePages pages, FormFaults words) {
        this.schemes = schemes;
        this.drafts = drafts;
        this.pages = pages;
        this.words = words;
    }

    @GetMapping(PERIOD)
    String open(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        SchemeVersion draft = draft(call, scheme, version, model);
        SchemeText text = text(draft);
        show(call, draft, PeriodForm.read(text, draft.from()).map(Answers::of), text.period(), model);
        return PAGE;
    }

    private SchemeVersion draft(Call call, String scheme, String version, Model model) {
        SchemeVersion shown = pages.show(call, scheme, version, "rules", model).version();
        if (!shown.draft()) {
            throw Refused.notFound();
        }
        return shown;
    }

    private static SchemeText text(SchemeVersion draft) {
        return SchemeText.of(draft.source(), draft.from()).orElseThrow();
    }

    private static Map<String, String> days(Scheme scheme) {
        Map<String, String> days = new LinkedHashMap<>();
        scheme.vocabulary().facts().forEach((name, fact) -> {
            if (fact.kind() == Vocabulary.Kind.DATE) {
                days.put(name, fact.title());
            }
        });
        return days;
    }

    private void show(Call call, SchemeVersion draft, Optional<Answers> answers, String was, Model model) {
        Map<String, String> days = days(schemes.alone(call, draft));
        model.addAttribute("answers", answers.orElse(null));
        model.addAttribute("was", was);
        model.addAttribute("days", days);
        model.addAttribute("units", Unit.values());
        model.addAttribute("ways", PeriodForm.Begins.values());
        says(call, draft, answers, days, model);
    }

    /** The sentence that members will read, with what is different in it. */
    private void says(Call call, SchemeVersion draft, Optional<Answers> answers, Map<String, String> days, Model model) {
        String before = sentence(schemes.alone(call, draft), draft);
        Optional<String> after = answers.isEmpty() ? Optional.of(before) : answers.flatMap(said -> tried(call, draft, said, days));
        model.addAttribute("says", after.map(now -> Wordings.of(before, now).after()).orElse(List.of()));
        model.addAttribute("judged", "");
        model.addAttribute("why", List.of());
    }

    private Optional<String> tried(Call call, SchemeVersion draft, Answers said, Map<String, String> days) {
        try {
            PeriodForm form = said.read(days);
            return drafts.tried(call, draft, text -> text.with(form)).flatMap(made -> made.reading().value()).map(scheme -> sentence(scheme, draft));
        } catch (Refused _) {
            return Optional.empty();
        }
    }

    private static String sentence(Scheme scheme, SchemeVersion draft) {
        return Judge.of(scheme).sentences(draft.from()).getFirst().text();
    }

    /** The sentence as one answers. */
    @PostMapping(PERIOD + "/sentence")
    String sentence(Call call, @PathVariable String scheme, @PathVariable String version, Answers answers, Model model) {
        SchemeVersion draft = draft(call, scheme, version, model);
        says(call, draft, Optional.of(answers), days(schemes.alone(call, draft)), model);
        return "administrator/editor :: says";
    }

    @PostMapping(PERIOD)
    String save(Call call, @PathVariable String scheme, @PathVariable String version, Answers answers, @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "save") String act, Model model, HttpServletResponse response, RedirectAttributes then) {
        SchemeVersion draft = draft(call, scheme, version, model);
        if (act.equals("look")) {
            show(call, draft, Optional.of(answers), was, model);
            return PAGE;
        }
        try {
            Drafted drafted = drafts.keepPeriod(call, Id.parse(version), answers.read(days(schemes.alone(call, draft))), was);
            return switch (drafted) {
                case Drafted.Kept _ -> {
                    then.addFlashAttribute("done", "requirements.draft.kept");
                    yield "redirect:/admin/requirements/" + scheme + "/" + version;
                }
                case Drafted.Faulty faulty -> {
                    model.addAttribute("faults", faulty.faults().stream().map(fault -> new FieldFault("", said(fault))).toList());
                    yield again(call, draft, answers, was, HttpStatus.UNPROCESSABLE_CONTENT, model, response);
                }
                case Drafted.Collides collides -> {
                    // Saving again goes over what somebody else saved: the person has seen both by then.
                    model.addAttribute("theirs", sentence(schemes.alone(call, collides.now()), collides.now()));
                    yield again(call, draft, answers, text(collides.now()).period(), HttpStatus.CONFLICT, model, response);
                }
                case Drafted.Tangled _ -> {
                    model.addAttribute("tangled", true);
                    yield again(call, draft, answers, was, HttpStatus.UNPROCESSABLE_CONTENT, model, response);
                }
            };
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            return again(call, draft, answers, was, HttpStatus.UNPROCESSABLE_CONTENT, model, response);
        }
    }

    private static String said(Fault fault) {
        return fault.problem() + " " + fault.remedy();
    }

    private String again(Call call, SchemeVersion draft, Answers answers, String was, HttpStatus status, Model model, HttpServletResponse response) {
        show(call, draft, Optional.of(answers), was, model);
        response.setStatus(status.value());
        return PAGE;
    }
}
