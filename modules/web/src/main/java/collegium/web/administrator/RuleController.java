package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Crediting;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Sentence;
import collegium.requirements.schemes.Fault;
import collegium.requirements.schemes.NewFact;
import collegium.requirements.schemes.RuleForm;
import collegium.requirements.schemes.RuleForms;
import collegium.requirements.schemes.RuleKey;
import collegium.requirements.schemes.RulePart;
import collegium.requirements.schemes.SchemeText;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One rule of a draft in its form: opened in the page of rules, its sentence as it changes, saved, taken out. */
@Controller
final class RuleController {

    private static final String RULE = "/admin/requirements/{scheme}/{version}/rules/{key}";
    private static final String NEW = "new";

    /** What the language knows and a form offers. */
    private static final Map<String, List<String>> CHOSEN = Map.ofEntries(
            Map.entry("whats", List.of("count", "entries", "artefacts", "options")), Map.entry("otherWhats", List.of("breadth", "most-in", "fact", "member", "every", "parts")),
            Map.entry("whichs", List.of("one", "none")), Map.entry("ats", List.of("at-end", "at-start", "ever", "throughout")), Map.entry("whens", List.of("first", "each-year", "day")), Map.entry("rates", List.of("times", "per", "award", "steps", "same")),
            Map.entry("amounts", List.of("fixed", "table", "steps", "percent")), Map.entry("combines", List.of("highest", "lowest", "sum")),
            Map.entry("countings", List.of("complete", "started", "nearest", "days")), Map.entry("roundings", List.of("half-up", "half-down", "half-even", "up", "down")),
            Map.entry("windows", List.of("period", "first", "each-year", "last", "consecutive-years", "clock", "lifetime")), Map.entry("withins", List.of("ever", "span")),
            Map.entry("lengths", List.of("days", "months", "years")), Map.entry("yesNo", List.of("yes", "no")), Map.entry("dayEnds", List.of("from", "until")),
            Map.entry("periodDays", List.of("period-start", "period-end")),
            Map.entry("pers", List.of("window", "year", "month", "day", "activity")), Map.entry("severities", List.of("mandatory", "expected", "advisory")),
            Map.entry("nameKinds", List.of("topics", "types", "flags", "artefacts")));

    /** The kinds of rule that may be for some members only. */
    private static final Set<RulePart> FOR_SOME = Set.of(RulePart.REQUIREMENT, RulePart.LIMIT, RulePart.CARRY, RulePart.AWARD);
    /** What is made of requirements inside, which are not thrown away with a choice. */
    private static final List<String> INNER = List.of("options", "parts");

    private final Schemes schemes;
    private final SchemeDrafts drafts;
    private final RequirementsController rules;
    private final FormFaults words;
    private final MessageSource messages;

    RuleController(Schemes schemes, SchemeDrafts drafts, RequirementsController rules, FormFaults words, MessageSource messages) {
        this.schemes = schemes;
        this.drafts = drafts;
        this.rules = rules;
        this.words = words;
        this.messages = messages;
    }

    @GetMapping(RULE)
    String open(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String key, Model model) {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        RuleKey rule = key(key);
        SchemeText text = text(shown.version());
        RuleForm form = rule.name().equals(NEW) ? blank(rule.part()) : RuleForms.read(text, rule, scheme(call, shown).vocabulary()).orElseThrow(Refused::notFound);
        editor(call, shown, rule, form, text.said(rule).orElse(""), model);
        if (rule.name().equals(NEW)) {
            // Nobody has written anything yet that could be wrong.
            model.addAttribute("why", List.of());
        }
        return "administrator/rules";
    }

    private SchemePages.Shown draft(Call call, String scheme, String version, Model model) {
        SchemePages.Shown shown = rules.show(call, scheme, version, model);
        if (!shown.version().draft()) {
            throw Refused.notFound();
        }
        return shown;
    }

    private Scheme scheme(Call call, SchemePages.Shown shown) {
        return schemes.alone(call, shown.version());
    }

    private static SchemeText text(SchemeVersion draft) {
        return SchemeText.of(draft.source(), draft.from()).orElseThrow();
    }

    private static RuleKey key(String key) {
        return RuleKey.read(key).orElseThrow(Refused::notFound);
    }

    private static RuleForm blank(RulePart part) {
        return new RuleForm(part, Map.of("what", List.of("count"), "amount.kind", List.of("fixed"), "rate", List.of("times")));
    }

    private static RuleForm form(RulePart part, MultiValueMap<String, String> sent) {
        Map<String, List<String>> fields = new LinkedHashMap<>(sent);
        List.of("_csrf", "was", "kind", "words", "menu").forEach(fields::remove);
        fields.keySet().removeIf(name -> name.startsWith("fact."));
        return new RuleForm(part, fields);
    }

    private void editor(Call call, SchemePages.Shown shown, RuleKey rule, RuleForm form, String was, Model model) {
        Scheme scheme = scheme(call, shown);
        boolean fresh = rule.name().equals(NEW);
        model.addAttribute("editing", rule);
        model.addAttribute("fresh", fresh);
        model.addAttribute("form", form);
        model.addAttribute("was", was);
        model.addAttribute("foldsWho", FOR_SOME.contains(rule.part()));
        model.addAttribute("noDates", List.of());
        CHOSEN.forEach(model::addAttribute);
        model.addAttribute("factKinds", NewFact.Kind.values());
        model.addAttribute("unit", scheme.unit());
        model.addAttribute("choices", RuleChoices.of(scheme, text(shown.version()), rule, form, messages.getMessage("editor.kind.flag", null, LocaleContextHolder.getLocale())));
        model.addAttribute("inner", fresh ? "" : RuleForms.read(text(shown.version()), rule, scheme.vocabulary()).map(each -> each.one("what")).filter(INNER::contains).orElse(""));
        model.addAttribute("inside", fresh ? List.of() : sentence(scheme, shown.version(), text(shown.version()), rule).map(Sentence::parts).orElse(List.of()));
        model.addAttribute("kept", fresh ? Map.of() : RuleChoices.kept(scheme, shown.version().from(), rule, form));
        says(call, shown.version(), rule, form, model);
    }

    /** The sentence as the form would make it, with the words that are new; or why it makes none yet. */
    private void says(Call call, SchemeVersion draft, RuleKey rule, RuleForm form, Model model) {
        boolean fresh = rule.name().equals(NEW);
        Optional<SchemeDrafts.Tried> tried = drafts.tried(call, draft, text -> changed(call, draft, text, rule, form));
        Optional<String> before = fresh ? Optional.empty() : sentence(schemes.alone(call, draft), draft, text(draft), rule).map(Sentence::text);
        Optional<Sentence> after = tried.flatMap(made -> made.reading().value().flatMap(scheme ->
                sentence(scheme, draft, made.text(), fresh ? made.text().top(rule.part()).getLast() : rule)));
        model.addAttribute("judged", tried.flatMap(made -> made.reading().value().map(scheme -> judged(scheme, draft, made.text(), fresh ? made.text().top(rule.part()).getLast() : rule)))
                .filter(words -> !after.map(Sentence::text).filter(words::equals).isPresent()).orElse(""));
        model.addAttribute("says", after.map(found -> Wordings.of(before.orElse(found.text()), found.text()).after()).orElse(List.of()));
        model.addAttribute("why", tried.map(made -> made.reading().faults()).orElse(List.of()).stream().map(Fault::problem).filter(problem -> !problem.isEmpty()).distinct().limit(3).toList());
    }

    private Optional<SchemeText> changed(Call call, SchemeVersion draft, SchemeText text, RuleKey rule, RuleForm form) {
        return rule.name().equals(NEW) ? RuleForms.add(text, form) : RuleForms.write(text, rule, form, schemes.alone(call, draft).vocabulary());
    }

    private static Optional<Sentence> sentence(Scheme scheme, SchemeVersion draft, SchemeText text, RuleKey rule) {
        List<Sentence> all = Judge.of(scheme).sentences(draft.from());
        int place = text.top(rule.part()).indexOf(rule);
        return place < 0
                ? all.stream().flatMap(RuleController::inside).filter(each -> each.id().equals(rule.name())).findFirst()
                : all.stream().filter(each -> each.kind().name().equals(rule.part().name()) && each.place() == place + 1).findFirst();
    }

    /** What is judged, where members read the words of whoever wrote the rule instead. */
    private static String judged(Scheme scheme, SchemeVersion draft, SchemeText text, RuleKey rule) {
        RuleKey placed = new RuleKey(rule.part(), String.valueOf(text.top(rule.part()).indexOf(rule) + 1));
        Crediting crediting = RuleChoices.version(scheme, draft.from()).crediting();
        Judge judge = Judge.of(scheme);
        return switch (rule.part()) {
            case ELIGIBLE -> RuleChoices.placed(crediting.gates(), placed).map(judge::inWords).orElse("");
            case REPEATS -> RuleChoices.placed(crediting.repeats(), placed).map(judge::inWords).orElse("");
            case REQUIREMENT, LIMIT, CREDIT, AWARD, EXCLUSIVE, CARRY, EXEMPTION -> "";
        };
    }

    private static Stream<Sentence> inside(Sentence sentence) {
        return Stream.concat(Stream.of(sentence), sentence.parts().stream().flatMap(RuleController::inside));
    }

    @PostMapping(RULE + "/sentence")
    String sentence(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String key,
            @RequestParam MultiValueMap<String, String> sent, Model model) {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        RuleKey rule = key(key);
        editor(call, shown, rule, form(rule.part(), sent), sent.getOrDefault("was", List.of("")).getFirst(), model);
        return "administrator/editor :: said";
    }

    @PostMapping(RULE + "/rows")
    String rows(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String key,
            @RequestParam MultiValueMap<String, String> sent, Model model) {
        SchemePages.Shown shown = draft(call, scheme, version, model);
        RuleKey rule = key(key);
        editor(call, shown, rule, form(rule.part(), sent), sent.getOrDefault("was", List.of("")).getFirst(), model);
        return "administrator/editor :: rows";
    }

    @PostMapping(RULE)
    String save(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String key, @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "save") String act, @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        RuleKey rule = key(key);
        sent.remove("act");
        RuleForm form = form(rule.part(), sent);
        // Return in one of these fields sends the whole form: what is typed there is added, and the rule stays as it is typed.
        if (act.equals("save") && !Objects.requireNonNullElse(sent.getFirst("words"), "").isBlank()) {
            return name(call, scheme, version, key, was, Objects.requireNonNullElse(sent.getFirst("kind"), ""), Objects.requireNonNullElse(sent.getFirst("words"), ""), sent, model, response);
        }
        if (act.equals("save") && !Objects.requireNonNullElse(sent.getFirst("fact.words"), "").isBlank()) {
            return fact(call, scheme, version, key, was, sent, model, response);
        }
        if (act.equals("look")) {
            editor(call, draft(call, scheme, version, model), rule, form, was, model);
            return "administrator/rules";
        }
        try {
            Drafted drafted = rule.name().equals(NEW) ? drafts.addRule(call, Id.parse(version), form)
                    : act.equals("remove") ? drafts.removeRule(call, Id.parse(version), rule, was)
                    : drafts.keepRule(call, Id.parse(version), rule, form, was);
            if (drafted instanceof Drafted.Kept) {
                then.addFlashAttribute("done", act.equals("remove") ? "requirements.rule.removed" : "requirements.draft.kept");
                return "redirect:/admin/requirements/" + scheme + "/" + version
                        + (act.equals("remove") || rule.name().equals(NEW) ? "" : "#rule-" + key.replace(':', '-'));
            }
            return refused(call, scheme, version, rule, form, was, drafted, model, response);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            return again(call, scheme, version, rule, form, was, model, response, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private String refused(Call call, String scheme, String version, RuleKey rule, RuleForm form, String was, Drafted drafted, Model model, HttpServletResponse response) {
        return switch (drafted) {
            case Drafted.Faulty faulty -> {
                List<FieldFault> faults = new ArrayList<>();
                faulty.faults().forEach(fault -> faults.add(new FieldFault(RuleChoices.field(fault.path()), fault.problem() + " " + fault.remedy())));
                model.addAttribute("faults", faults);
                yield again(call, scheme, version, rule, form, was, model, response, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Drafted.Collides collides -> {
                // Saving again goes over what somebody else saved: the person has seen both by then.
                SchemeText now = text(collides.now());
                model.addAttribute("theirs", sentence(schemes.alone(call, collides.now()), collides.now(), now, rule).map(Sentence::text).orElse(""));
                yield again(call, scheme, version, rule, form, now.said(rule).orElse(""), model, response, HttpStatus.CONFLICT);
            }
            case Drafted.Tangled _ -> {
                model.addAttribute("tangled", true);
                yield again(call, scheme, version, rule, form, was, model, response, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Drafted.Kept _ -> throw new IllegalStateException();
        };
    }

    private String again(Call call, String scheme, String version, RuleKey rule, RuleForm form, String was, Model model, HttpServletResponse response, HttpStatus status) {
        editor(call, draft(call, scheme, version, model), rule, form, was, model);
        response.setStatus(status.value());
        return "administrator/rules";
    }

    /** One more alternative of a requirement that has some. */
    @PostMapping(RULE + "/options")
    String option(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String key,
            @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response, RedirectAttributes then) {
        RuleKey rule = key(key);
        Drafted drafted = drafts.addOption(call, Id.parse(version), rule, form(rule.part(), sent));
        return drafted instanceof Drafted.Kept
                ? kept(scheme, version, key, then)
                : refused(call, scheme, version, rule, RuleForms.read(text(draft(call, scheme, version, model).version()), rule,
                        scheme(call, draft(call, scheme, version, model)).vocabulary()).orElseThrow(Refused::notFound), "", drafted, model, response);
    }

    /** One more name that activities can carry, so that a rule can ask for it. What is typed of the rule stays typed. */
    @PostMapping(RULE + "/names")
    String name(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String key, @RequestParam(defaultValue = "") String was,
            @RequestParam(defaultValue = "") String kind, @RequestParam(name = "words", defaultValue = "") String said,
            @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        return added(call, scheme, version, key, was, sent, model, response, () -> drafts.addName(call, Id.parse(version), kind, said));
    }

    /** One more thing to know of members, so that a rule can go by it. */
    @PostMapping(RULE + "/facts")
    String fact(Call call, @PathVariable String scheme, @PathVariable String version, @PathVariable String key, @RequestParam(defaultValue = "") String was,
            @RequestParam MultiValueMap<String, String> sent, Model model, HttpServletResponse response) {
        String kind = Objects.requireNonNullElse(sent.getFirst("fact.kind"), "");
        NewFact fact = new NewFact(Objects.requireNonNullElse(sent.getFirst("fact.words"), ""),
                Stream.of(NewFact.Kind.values()).filter(each -> each.name().equals(kind)).findFirst().orElse(NewFact.Kind.LIST),
                Objects.requireNonNullElse(sent.getFirst("fact.values"), "").lines().toList(), sent.containsKey("fact.assumed"));
        return added(call, scheme, version, key, was, sent, model, response, () -> drafts.addFact(call, Id.parse(version), fact));
    }

    private String added(Call call, String scheme, String version, String key, String was, MultiValueMap<String, String> sent, Model model,
            HttpServletResponse response, Supplier<Drafted> add) {
        RuleKey rule = key(key);
        RuleForm form = form(rule.part(), sent);
        try {
            Drafted drafted = add.get();
            if (!(drafted instanceof Drafted.Kept)) {
                sent.forEach((name, values) -> model.addAttribute("typed_" + name.replace('.', '_'), values.getFirst()));
                return refused(call, scheme, version, rule, form, was, drafted, model, response);
            }
            model.addAttribute("done", "requirements.draft.kept");
            editor(call, draft(call, scheme, version, model), rule, form, was, model);
            return "administrator/rules";
        } catch (Refused refused) {
            sent.forEach((name, values) -> model.addAttribute("typed_" + name.replace('.', '_'), values.getFirst()));
            model.addAttribute("faults", words.of(refused));
            return again(call, scheme, version, rule, form, was, model, response, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static String kept(String scheme, String version, String key, RedirectAttributes then) {
        then.addFlashAttribute("done", "requirements.draft.kept");
        return "redirect:/admin/requirements/" + scheme + "/" + version + "/rules/" + key + "#editor";
    }
}
