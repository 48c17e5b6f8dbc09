package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.requirements.Drafted;
import collegium.requirements.SchemeDrafts;
import collegium.requirements.SchemeId;
import collegium.requirements.Schemes;
import collegium.requirements.schemes.Fault;
import collegium.requirements.schemes.PublishedSchemas;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The same draft as a document: written as text, its faults marked where they are, kept also while it has some. */
@Controller
final class SchemeDocumentController {

    private static final String DOCUMENT = "/admin/requirements/{scheme}/{version}/document";

    private final Schemes schemes;
    private final SchemeDrafts drafts;
    private final SchemePages pages;
    private final FormFaults words;

    /** A line of the document, with what is wrong on it. */
    record Line(int number, String text, List<Fault> faults) {}

    SchemeDocumentController(Schemes schemes, SchemeDrafts drafts, SchemePages pages, FormFaults words) {
        this.schemes = schemes;
        this.drafts = drafts;
        this.pages = pages;
        this.words = words;
    }

    @GetMapping(DOCUMENT)
    String document(Call call, @PathVariable String scheme, @PathVariable String version, Model model) {
        SchemePages.Shown shown = pages.show(call, scheme, version, "document", model);
        Optional<SchemeDrafts.Unfinished> unfinished = shown.version().draft() ? drafts.unfinished(call, shown.version().id()) : Optional.empty();
        show(call, unfinished.map(SchemeDrafts.Unfinished::text).orElse(shown.version().source()),
                unfinished.map(SchemeDrafts.Unfinished::base).orElse(shown.version().edit()), unfinished.isPresent(), model);
        return "administrator/document";
    }

    private void show(Call call, String text, int base, boolean unfinished, Model model) {
        List<Fault> faults = schemes.check(call, text).faults();
        model.addAttribute("text", text);
        model.addAttribute("base", base);
        model.addAttribute("unfinished", unfinished);
        model.addAttribute("documentFaults", faults);
        model.addAttribute("lines", lines(text, faults));
    }

    private static List<Line> lines(String text, List<Fault> faults) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int number = lines.size() + 1;
            lines.add(new Line(number, line, faults.stream().filter(fault -> fault.line() == number).toList()));
        }
        return lines;
    }

    @PostMapping(DOCUMENT)
    String keep(Call call, @PathVariable String scheme, @PathVariable String version, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") int base, Model model, HttpServletResponse response, RedirectAttributes then) {
        String document = text.replace("\r\n", "\n");
        try {
            Drafted drafted = drafts.keep(call, Id.parse(version), document, base);
            switch (drafted) {
                case Drafted.Kept kept -> {
                    then.addFlashAttribute("done", kept.merged() ? "requirements.document.merged" : "requirements.draft.kept");
                    return "redirect:/admin/requirements/" + scheme + "/" + version + "/document";
                }
                case Drafted.Faulty _ -> {
                    // Its faults are shown with the text, which is kept as it is.
                }
                case Drafted.Collides collides -> {
                    model.addAttribute("theirs", collides.now());
                    model.addAttribute("pieces", collides.pieces());
                }
                case Drafted.Tangled _ -> throw new IllegalStateException();
            }
            boolean collides = drafted instanceof Drafted.Collides;
            pages.show(call, scheme, version, "document", model);
            show(call, document, drafted instanceof Drafted.Collides found ? found.now().edit() : base, true, model);
            response.setStatus((collides ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
            return "administrator/document";
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            pages.show(call, scheme, version, "document", model);
            model.addAttribute("text", document);
            model.addAttribute("base", base);
            model.addAttribute("lines", List.of());
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "administrator/document";
        }
    }

    /** Goes back to the draft as it is, without what was typed and not kept. */
    @PostMapping(DOCUMENT + "/forget")
    String forget(Call call, @PathVariable String scheme, @PathVariable String version) {
        schemes.find(call, SchemeId.of(scheme));
        drafts.forget(call, Id.parse(version));
        return "redirect:/admin/requirements/" + scheme + "/" + version + "/document";
    }

    /** The language's JSON Schema, for this editor and others. */
    @GetMapping(path = "/admin/requirements/schema.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    String schema(Call call) {
        call.require(Role.ADMINISTRATOR);
        return PublishedSchemas.text("scheme");
    }

    /** The faults of a text, for the editor that marks them while one types. */
    @PostMapping(DOCUMENT + "/faults")
    @ResponseBody
    List<Fault> faults(Call call, @PathVariable String scheme, @RequestParam(defaultValue = "") String text) {
        schemes.find(call, SchemeId.of(scheme));
        return schemes.check(call, text).faults();
    }
}
