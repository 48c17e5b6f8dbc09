package collegium.web.member;

import collegium.kernel.Call;
import collegium.portfolios.Drafts;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.EvidenceId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The files beside activities and artefacts. */
@Controller
final class EvidenceController {

    private final EvidenceFiles evidence;
    private final Drafts drafts;

    EvidenceController(EvidenceFiles evidence, Drafts drafts) {
        this.evidence = evidence;
        this.drafts = drafts;
    }

    /** Always a download, never shown: whatever the file holds, it runs nowhere near the body's pages. */
    @GetMapping("/evidence/{id}")
    void download(Call call, @PathVariable String id, HttpServletResponse response) throws IOException {
        EvidenceFile file = evidence.find(call, EvidenceId.of(id));
        response.setContentType("application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + URLEncoder.encode(file.fileName(), StandardCharsets.UTF_8).replace("+", "%20"));
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader("Cache-Control", "private, no-store");
        evidence.copy(call, file.id(), response.getOutputStream());
    }

    /** The button stands in the form of what the file belongs to: what is typed there is kept and comes back. */
    @PostMapping("/evidence/{id}/remove")
    String remove(Call call, @PathVariable String id, @RequestParam MultiValueMap<String, String> sent, RedirectAttributes then) {
        EvidenceFile file = evidence.find(call, EvidenceId.of(id));
        evidence.remove(call, file.id());
        then.addFlashAttribute("toast", "evidence.removed");
        Optional<String> owner = file.activity().map(activity -> "activity:" + activity).or(() -> file.artefact().map(artefact -> "artefact:" + artefact));
        if (sent.containsKey("title")) {
            owner.ifPresent(form -> drafts.save(call, form, new Fields(sent).typed()));
        }
        String typed = sent.containsKey("title") ? "?draft" : "";
        return file.activity().map(activity -> "redirect:/activities/" + activity + typed)
                .or(() -> file.artefact().map(artefact -> "redirect:/artefacts/" + artefact + typed)).orElse("redirect:/record-book");
    }
}
