package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeOutline;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Judge;
import collegium.requirements.schemes.FourQuestions;
import collegium.requirements.schemes.SchemeDocuments;
import collegium.requirements.schemes.ShippedOutline;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.tenancy.Body;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Begins a scheme: by four questions, as a published model, or as a document. */
@Controller
final class SchemeStartController {

    private static final String PAGE = "administrator/start";

    private final Schemes schemes;
    private final SchemeDrafts drafts;
    private final FormFaults words;

    /** The answers as they were sent. */
    record Answers(@Nullable String title, FourQuestions.@Nullable Counted counted, @Nullable String howMuch, FourQuestions.@Nullable Over over,
            @Nullable String years, @Nullable String firstDay, @Nullable String structured, @Nullable String withOthers, @Nullable String onTopic, @Nullable String topic,
            @Nullable String reflections, FourQuestions.@Nullable Carry carry, @Nullable String carried, SchemeOutline.@Nullable Authority authority) {

        static Answers none(LocalDate firstDay) {
            return new Answers("", FourQuestions.Counted.HOURS, "", FourQuestions.Over.YEAR, "3", firstDay.toString(), "", "", "", "", "",
                    FourQuestions.Carry.NOTHING, "", SchemeOutline.Authority.BODY);
        }

        private static String text(@Nullable String said) {
            return said == null ? "" : said.strip();
        }

        FourQuestions read(String body) {
            Faults faults = new Faults();
            FourQuestions answers = read(body, faults);
            faults.refuse();
            return answers;
        }

        /** What can be said of them so far, without what is not right yet; empty before anybody said how many. */
        Optional<FourQuestions> begun(String body) {
            FourQuestions said = read(body, new Faults());
            Predicate<BigDecimal> fits = part -> part.compareTo(said.howMuch()) <= 0;
            FourQuestions.Carry carries = said.carry() == FourQuestions.Carry.SOME && said.carriedAtMost().signum() == 0 ? FourQuestions.Carry.NOTHING : said.carry();
            return Optional.of(new FourQuestions(said.title().isEmpty() ? "New" : said.title(), body, said.counted(), said.howMuch(), said.over(), said.years(), said.firstDay(),
                    said.structured().filter(fits), said.withOthers().filter(fits), said.onTopic().filter(fits), said.topic(), said.reflections(), carries,
                    said.carriedAtMost())).filter(_ -> said.howMuch().signum() > 0);
        }

        private FourQuestions read(String body, Faults faults) {
            faults.require(!text(title).isEmpty() && text(title).length() <= 120, "name-needed", "title");
            BigDecimal many = number(howMuch, "howMuch", faults).orElse(BigDecimal.ZERO);
            faults.require(many.signum() > 0 || !text(howMuch).isEmpty(), "number-needed", "howMuch");
            FourQuestions.Over period = over == null ? FourQuestions.Over.YEAR : over;
            boolean several = text(years).matches("[2-9]|10");
            faults.require(several || period == FourQuestions.Over.YEAR, "years-range", "years");
            LocalDate first = day(firstDay, faults);
            Optional<BigDecimal> aboutTopic = number(onTopic, "onTopic", faults);
            faults.require(aboutTopic.isEmpty() || !text(topic).isEmpty(), "name-needed", "topic");
            for (Part part : List.of(new Part("structured", structured), new Part("withOthers", withOthers), new Part("onTopic", onTopic))) {
                faults.require(number(part.said(), part.field(), new Faults()).map(some -> some.compareTo(many) <= 0).orElse(true), "more-than-all", part.field());
            }
            FourQuestions.Carry carries = carry == null ? FourQuestions.Carry.NOTHING : carry;
            Optional<BigDecimal> most = number(carried, "carried", faults);
            faults.require(carries != FourQuestions.Carry.SOME || most.isPresent(), "number-needed", "carried");
            return new FourQuestions(text(title), body, counted == null ? FourQuestions.Counted.HOURS : counted, many,
                    period, several ? Integer.parseInt(text(years)) : 3, first, number(structured, "structured", faults), number(withOthers, "withOthers", faults),
                    aboutTopic, text(topic), number(reflections, "reflections", faults), carries, most.orElse(BigDecimal.ZERO));
        }

        private record Part(String field, @Nullable String said) {}

        private static Optional<BigDecimal> number(@Nullable String said, String field, Faults faults) {
            if (text(said).isEmpty()) {
                return Optional.empty();
            }
            boolean readable = text(said).matches("[0-9]{1,6}(\\.[0-9]{1,3})?");
            faults.require(readable, "number-form", field);
            return readable ? Optional.of(new BigDecimal(text(said))) : Optional.empty();
        }

        private static LocalDate day(@Nullable String said, Faults faults) {
            try {
                return LocalDate.parse(text(said));
            } catch (DateTimeException _) {
                faults.add("date-form", "firstDay");
                return LocalDate.of(2000, 1, 1);
            }
        }
    }

    SchemeStartController(Schemes schemes, SchemeDrafts drafts, FormFaults words) {
        this.schemes = schemes;
        this.drafts = drafts;
        this.words = words;
    }

    @GetMapping("/admin/requirements/new")
    String begin(Call call, HttpServletRequest request, Model model) {
        call.require(Role.ADMINISTRATOR);
        show(call, Answers.none(LocalDate.of(call.today().getYear() + 1, 1, 1)), "", request, model);
        return PAGE;
    }

    private void show(Call call, Answers answers, String find, HttpServletRequest request, Model model) {
        String sought = find.strip().toLowerCase(Locale.ROOT);
        List<ShippedOutline> models = ShippedSchemes.outlines().stream()
                .filter(each -> (each.title() + " " + each.modelledOn() + " " + each.id()).toLowerCase(Locale.ROOT).contains(sought)).toList();
        model.addAttribute("answers", answers);
        model.addAttribute("counteds", FourQuestions.Counted.values());
        model.addAttribute("overs", FourQuestions.Over.values());
        model.addAttribute("carries", FourQuestions.Carry.values());
        model.addAttribute("models", models);
        model.addAttribute("all", ShippedSchemes.outlines().size());
        model.addAttribute("find", find);
        model.addAttribute("from", LocalDate.of(call.today().getYear() + 1, 1, 1).toString());
        model.addAttribute("text", Optional.ofNullable(model.getAttribute("text")).orElse(""));
        sentences(answers, request, model);
    }

    private static String body(HttpServletRequest request) {
        return request.getAttribute(Body.class.getName()) instanceof Body body ? body.name() : "";
    }

    private static void sentences(Answers answers, HttpServletRequest request, Model model) {
        model.addAttribute("sentences", answers.begun(body(request)).flatMap(begun -> SchemeDocuments.read(begun.document("new")).value()
                .map(scheme -> Judge.of(scheme).sentences(begun.firstDay()))).orElse(List.of()));
    }

    /** The rules that the answers make, as one goes. */
    @PostMapping("/admin/requirements/new/words")
    String sentences(Call call, Answers answers, HttpServletRequest request, Model model) {
        call.require(Role.ADMINISTRATOR);
        model.addAttribute("answers", answers);
        sentences(answers, request, model);
        return PAGE + " :: words";
    }

    @PostMapping("/admin/requirements/new")
    String answered(Call call, Answers answers, @RequestParam(defaultValue = "create") String act, HttpServletRequest request, Model model,
            HttpServletResponse response, RedirectAttributes then) {
        call.require(Role.ADMINISTRATOR);
        try {
            FourQuestions read = answers.read(body(request));
            if (act.equals("look")) {
                show(call, answers, "", request, model);
                return PAGE;
            }
            return begun(drafts.begin(call, read, Optional.ofNullable(answers.authority()).orElse(SchemeOutline.Authority.BODY)), then);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            show(call, answers, "", request, model);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return PAGE;
        }
    }

    private static String begun(SchemeVersion draft, RedirectAttributes then) {
        then.addFlashAttribute("done", "requirements.draft.begun");
        return "redirect:/admin/requirements/" + draft.scheme() + "/" + draft.id();
    }

    @GetMapping("/admin/requirements/new/models")
    String models(Call call, @RequestParam(defaultValue = "") String find, HttpServletRequest request, Model model) {
        call.require(Role.ADMINISTRATOR);
        show(call, Answers.none(LocalDate.of(call.today().getYear() + 1, 1, 1)), find, request, model);
        return "administrator/models";
    }

    @GetMapping("/admin/requirements/new/models/{id}")
    String model(Call call, @PathVariable String id, HttpServletRequest request, Model model) {
        call.require(Role.ADMINISTRATOR);
        ShippedOutline outline = ShippedSchemes.outlines().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow(Refused::notFound);
        show(call, Answers.none(LocalDate.of(call.today().getYear() + 1, 1, 1)), "", request, model);
        model.addAttribute("model", outline);
        model.addAttribute("title", Optional.ofNullable(model.getAttribute("title")).orElse(outline.title()));
        model.addAttribute("sentences", Judge.of(ShippedSchemes.scheme(id).orElseThrow()).sentences(call.today()));
        return "administrator/model";
    }

    @PostMapping("/admin/requirements/new/models/{id}")
    String adopt(Call call, @PathVariable String id, @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "BODY") SchemeOutline.Authority authority, HttpServletRequest request, Model model, HttpServletResponse response,
            RedirectAttributes then) {
        try {
            return begun(drafts.adopt(call, id, title, authority, day(from)), then);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            model.addAttribute("title", title);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return model(call, id, request, model);
        }
    }

    /** A whole document, typed or as a file. */
    @PostMapping("/admin/requirements/new/document")
    String document(Call call, @RequestParam(defaultValue = "") String text, @RequestParam(required = false) Optional<MultipartFile> file,
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "BODY") SchemeOutline.Authority authority, Model model,
            HttpServletResponse response, RedirectAttributes then) throws IOException {
        String document = file.isPresent() && !file.get().isEmpty() ? new String(file.get().getBytes(), StandardCharsets.UTF_8) : text;
        try {
            Drafted drafted = schemes.draft(call, document, authority, day(from), Optional.empty());
            if (drafted instanceof Drafted.Kept kept) {
                return begun(kept.version(), then);
            }
            if (drafted instanceof Drafted.Faulty faulty) {
                model.addAttribute("documentFaults", faulty.faults());
            }
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
        }
        model.addAttribute("text", document);
        model.addAttribute("from", from);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return "administrator/draft";
    }

    @GetMapping("/admin/requirements/new/document")
    String document(Call call, Model model) {
        call.require(Role.ADMINISTRATOR);
        model.addAttribute("text", "");
        model.addAttribute("from", LocalDate.of(call.today().getYear() + 1, 1, 1).toString());
        return "administrator/draft";
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw Refused.invalid("date-form", "from");
        }
    }
}
