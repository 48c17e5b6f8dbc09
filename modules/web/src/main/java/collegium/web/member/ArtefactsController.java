package collegium.web.member;

import collegium.kernel.Call;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Artefact;
import collegium.portfolios.ArtefactId;
import collegium.portfolios.Artefacts;
import collegium.portfolios.Confirmations;
import collegium.portfolios.Drafts;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordArtefact;
import collegium.web.look.Show;
import collegium.web.problems.FieldFault;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Plans, accounts, discussions, feedback, confirmations, declarations: whatever the member's schemes ask for that is no activity. */
@Controller
final class ArtefactsController {

    static final String DRAFTS = "artefact:";
    private static final int LINKABLE = 60;

    private final Artefacts artefacts;
    private final Confirmations confirmations;
    private final Portfolios portfolios;
    private final EvidenceFiles evidence;
    private final Drafts drafts;
    private final OwnSchemes schemes;
    private final Attachments attachments;
    private final FormFaults words;
    private final Drawn drawn;
    private final Show show;

    ArtefactsController(Artefacts artefacts, Confirmations confirmations, Portfolios portfolios, EvidenceFiles evidence, Drafts drafts,
            OwnSchemes schemes, Attachments attachments, FormFaults words, Drawn drawn, Show show) {
        this.artefacts = artefacts;
        this.confirmations = confirmations;
        this.portfolios = portfolios;
        this.evidence = evidence;
        this.drafts = drafts;
        this.schemes = schemes;
        this.attachments = attachments;
        this.words = words;
        this.drawn = drawn;
        this.show = show;
    }

    @GetMapping("/artefacts/new")
    String begin(Call call, @RequestParam(defaultValue = "") String kind, @RequestParam Optional<String> draft, @RequestParam Optional<String> about, Model model) {
        Optional<Fields> kept = draft.flatMap(key -> drafts.find(call, DRAFTS + key)).map(Fields::new);
        String chosen = kept.map(fields -> fields.text("kind")).orElse(kind);
        String title = schemes.words(call).artefacts().get(chosen);
        if (title == null) {
            // The record book names every kind that is asked for.
            return "redirect:/record-book#artefacts";
        }
        Fields said = kept.orElseGet(() -> ArtefactForm.nothing(chosen, title, call.today()).with("links", about.stream().toList()));
        model.addAttribute("view", fresh(call, kept.flatMap(_ -> draft).orElseGet(() -> call.freshId().toString()), said, List.of()));
        return "artefact";
    }

    private ArtefactView fresh(Call call, String key, Fields said, List<String> chosen) {
        SchemeWords known = schemes.words(call);
        return new ArtefactView(key, Optional.empty(), "/artefacts/new", title(known, said.text("kind")), said, known.conditions(said.text("kind")),
                linkable(call, said), List.of(), Optional.empty(), Optional.empty(), chosen, List.of(), false);
    }

    private static String title(SchemeWords known, String kind) {
        return Optional.ofNullable(known.artefacts().get(kind)).orElse(kind.replace('_', ' '));
    }

    private List<SchemeWords.Choice> linkable(Call call, Fields said) {
        List<Activity> latest = portfolios.list(call, OwnSchemes.own(call), ActivityQuery.latest(500));
        List<SchemeWords.Choice> linkable = new ArrayList<>();
        latest.stream().filter(activity -> said.has("links", activity.id().toString())).forEach(activity -> linkable.add(choice(activity)));
        latest.stream().filter(activity -> !said.has("links", activity.id().toString())).limit(LINKABLE).forEach(activity -> linkable.add(choice(activity)));
        return linkable;
    }

    private SchemeWords.Choice choice(Activity activity) {
        return new SchemeWords.Choice(activity.id().toString(), activity.title() + ", " + show.day(activity.said().ended()));
    }

    private static Set<String> shown(SchemeWords known, String kind) {
        return known.conditions(kind).stream().map(SchemeWords.Needs::kind).collect(Collectors.toSet());
    }

    @PostMapping("/artefacts/new")
    String record(Call call, @RequestParam MultiValueMap<String, String> sent, @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            HttpServletRequest request, Model model, HttpServletResponse response, RedirectAttributes then) throws IOException {
        Fields said = new Fields(sent);
        ArtefactId id = ArtefactId.of(said.text("key"));
        try {
            SchemeWords known = schemes.words(call);
            if (!known.artefacts().containsKey(said.text("kind"))) {
                throw Refused.invalid("unknown-kind", "");
            }
            ArtefactForm form = new ArtefactForm(said);
            RecordArtefact command = form.command(call, id, Optional.empty(), shown(known, said.text("kind")));
            Artefact recorded = form.asks() ? confirmations.ask(call, OwnSchemes.own(call), command, address(request))
                    : artefacts.record(call, OwnSchemes.own(call), command);
            return recorded(call, recorded, form.asks() ? "artefact.asked" : "artefact.done", files, then);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(status(refused).value());
            keep(call, id.toString(), said);
            model.addAttribute("view", refused.category() == Refused.Category.CONFLICT
                    ? amending(call, artefacts.find(call, id), said, Attachments.names(files), true, false)
                    : fresh(call, id.toString(), said, Attachments.names(files)));
            return "artefact";
        }
    }

    private static HttpStatus status(Refused refused) {
        return refused.category() == Refused.Category.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
    }

    private static Function<OneTimeToken, String> address(HttpServletRequest request) {
        String own = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        return token -> own + "/confirm/" + token.value();
    }

    private String recorded(Call call, Artefact artefact, String done, @Nullable List<MultipartFile> files, RedirectAttributes then) throws IOException {
        drafts.discard(call, DRAFTS + artefact.id());
        List<FieldFault> refused = attachments.add(call, artefact.id(), files);
        if (!refused.isEmpty()) {
            then.addFlashAttribute("faults", refused);
            return "redirect:/artefacts/" + artefact.id();
        }
        then.addFlashAttribute("toast", done);
        return "redirect:/record-book#artefacts";
    }

    private boolean keep(Call call, String key, Fields said) {
        boolean something = !said.blank("body", "person-name", "person-email", "person-number");
        if (something) {
            drafts.save(call, DRAFTS + key, said.typed());
        }
        return something;
    }

    /** At every pause. */
    @PostMapping("/artefacts/draft")
    String draft(Call call, @RequestParam MultiValueMap<String, String> sent, Model model) {
        Fields said = new Fields(sent);
        boolean kept = keep(call, ArtefactId.of(said.text("key")).toString(), said);
        model.addAttribute("kept", kept ? show.clock(call.at(), call.zone()) : "");
        return "artefact :: kept";
    }

    @GetMapping("/artefacts/{id}")
    String one(Call call, @PathVariable String id, @RequestParam Optional<String> draft, Model model) {
        Artefact artefact = own(call, id);
        if (artefact.withdrawn() && !artefact.source().equals("link")) {
            return "redirect:/artefacts/" + id + "/history";
        }
        Optional<Fields> kept = drafts.find(call, DRAFTS + id).map(Fields::new);
        Fields said = kept.filter(_ -> draft.isPresent()).orElseGet(() -> ArtefactForm.of(artefact));
        boolean old = draft.isPresent() && kept.filter(typed -> !typed.text("revision").equals(String.valueOf(artefact.revision()))).isPresent();
        model.addAttribute("view", amending(call, artefact, said, List.of(), old, kept.isPresent() && draft.isEmpty()));
        return "artefact";
    }

    private Artefact own(Call call, String id) {
        Artefact artefact = artefacts.find(call, ArtefactId.of(id));
        OwnSchemes.requireOwn(call, artefact.member());
        return artefact;
    }

    private ArtefactView amending(Call call, Artefact artefact, Fields said, List<String> chosen, boolean compared, boolean draftThere) {
        SchemeWords known = schemes.words(call);
        String kind = artefact.said().kind();
        Optional<ArtefactView.Request> request = confirmations.of(call, artefact.member()).stream()
                .filter(asked -> asked.artefact().id().equals(artefact.id())).findFirst().map(asked -> request(call, asked));
        return new ArtefactView(artefact.id().toString(), Optional.of(artefact.revision()), "/artefacts/" + artefact.id(), title(known, kind), said,
                known.conditions(kind), linkable(call, said), files(call, artefact), request, Optional.of("/artefacts/" + artefact.id() + "/history"), chosen,
                compared ? differences(ArtefactForm.of(artefact), said) : List.of(), draftThere);
    }

    private ArtefactView.Request request(Call call, Confirmations.Request asked) {
        Optional<RecordArtefact.Person> person = asked.artefact().said().person();
        boolean answered = asked.state() == Confirmations.State.CONFIRMED || asked.state() == Confirmations.State.DECLINED;
        return new ArtefactView.Request(asked.state().name().toLowerCase(Locale.ROOT), person.map(RecordArtefact.Person::name).orElse(""),
                person.flatMap(RecordArtefact.Person::email).orElse(""), show.instant(answered ? asked.artefact().recordedAt() : asked.last(), call.zone()),
                asked.state() == Confirmations.State.DECLINED ? asked.artefact().said().body() : Optional.empty());
    }

    private List<RecordView.FileRow> files(Call call, Artefact artefact) {
        return evidence.list(call, artefact.member(), Long.MAX_VALUE).stream().filter(file -> file.artefact().filter(artefact.id()::equals).isPresent())
                .map(file -> new RecordView.FileRow("/evidence/" + file.id(), file.fileName(), show.size(file.size()), "/evidence/" + file.id() + "/remove"))
                .toList();
    }

    private List<RecordView.Difference> differences(Fields recorded, Fields typed) {
        return List.of("title", "dated", "body", "person-name", "person-email", "person-number").stream()
                .filter(field -> !recorded.text(field).strip().equals(typed.text(field).replace("\r\n", "\n").strip()))
                .map(field -> new RecordView.Difference(drawn.message("artefact.field." + field), recorded.text(field), typed.text(field)))
                .toList();
    }

    @PostMapping("/artefacts/{id}")
    String amend(Call call, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files, Model model, HttpServletResponse response,
            RedirectAttributes then) throws IOException {
        Artefact before = own(call, id);
        Fields said = new Fields(sent).with("kind", before.said().kind()).with("ask", "");
        try {
            RecordArtefact command = new ArtefactForm(said).command(call, before.id(), Optional.of(before.said()), shown(schemes.words(call), before.said().kind()));
            return recorded(call, artefacts.amend(call, before.id(), revision(said), command), "record.amended", files, then);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(status(refused).value());
            keep(call, id, said);
            model.addAttribute("view", amending(call, own(call, id), said, Attachments.names(files), refused.category() == Refused.Category.CONFLICT, false));
            return "artefact";
        }
    }

    private static long revision(Fields said) {
        try {
            return Long.parseLong(said.text("revision"));
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    @PostMapping("/artefacts/{id}/withdraw")
    String withdraw(Call call, @PathVariable String id, @RequestParam long revision, RedirectAttributes then) {
        artefacts.withdraw(call, ArtefactId.of(id), revision);
        drafts.discard(call, DRAFTS + id);
        then.addFlashAttribute("toast", "artefact.withdrawn");
        return "redirect:/record-book#artefacts";
    }

    /** Sends another link; the one before is dead. */
    @PostMapping("/artefacts/{id}/remind")
    String remind(Call call, @PathVariable String id, HttpServletRequest request, RedirectAttributes then) {
        try {
            confirmations.remind(call, ArtefactId.of(id), address(request));
            then.addFlashAttribute("toast", "artefact.reminded");
        } catch (Refused refused) {
            then.addFlashAttribute("faults", words.of(refused));
        }
        return "redirect:/artefacts/" + id;
    }
}
