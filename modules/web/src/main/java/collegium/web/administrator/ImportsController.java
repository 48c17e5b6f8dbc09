package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import collegium.membership.ImportBatch;
import collegium.membership.ImportColumn;
import collegium.membership.ImportState;
import collegium.membership.ImportedRow;
import collegium.membership.Imports;
import collegium.web.look.Show;
import collegium.web.problems.FormFaults;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Bringing in members, and what they bring from before, in three steps: file and columns, check, apply. */
@Controller
final class ImportsController {

    private static final int PAGE = 50;
    private static final int FIRST_ROWS = 3;
    private final Imports imports;
    private final FormFaults words;
    private final ImportWords importWords;
    private final Show show;

    ImportsController(Imports imports, FormFaults words, ImportWords importWords, Show show) {
        this.imports = imports;
        this.words = words;
        this.importWords = importWords;
        this.show = show;
    }

    /**
     * A column of the file: its name, its first values, what it could be, what it is said to be.
     *
     * @param found whether it was found by its name
     */
    record FileColumn(String name, List<String> values, List<String> choices, String chosen, boolean found) {}

    @GetMapping("/admin/imports")
    String all(Call call, @RequestParam(defaultValue = "members") String kind, Model model) {
        model.addAttribute("kinds", imports.kinds(call));
        model.addAttribute("kind", kind);
        model.addAttribute("batches", imports.latest(call));
        model.addAttribute("zone", call.zone());
        return "administrator/imports";
    }

    @PostMapping("/admin/imports")
    String stage(Call call, @RequestParam(defaultValue = "") String kind, @RequestParam Optional<MultipartFile> file, Model model,
            HttpServletResponse response) throws IOException {
        try (InputStream content = file.isPresent() ? file.get().getInputStream() : InputStream.nullInputStream()) {
            UUID id = imports.stage(call, kind, file.map(MultipartFile::getOriginalFilename).filter(name -> !name.isBlank()).orElse("file"), content);
            return at(id);
        } catch (Refused refused) {
            model.addAttribute("faults", words.of(refused));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return all(call, kind, model);
        }
    }

    private static String at(UUID id) {
        return "redirect:/admin/imports/" + id;
    }

    @GetMapping("/admin/imports/examples/{kind}.csv")
    void example(Call call, @PathVariable String kind, HttpServletResponse response) throws IOException {
        if (!imports.kinds(call).containsKey(kind)) {
            throw Refused.notFound();
        }
        imports.writeExample(call, kind, attachment(response, kind + "-example.csv"));
    }

    private static Writer attachment(HttpServletResponse response, String name) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        return new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    }

    @GetMapping("/admin/imports/{id}")
    String one(Call call, @PathVariable String id, @RequestParam(defaultValue = "0") int after, @RequestParam Optional<String> columns, Model model) {
        ImportBatch batch = imports.find(call, Id.parse(id));
        model.addAttribute("batch", batch);
        model.addAttribute("zone", call.zone());
        boolean again = columns.isPresent() && batch.state() == ImportState.CHECKED;
        return switch (batch.state()) {
            case STAGED, CANCELLED -> columns(call, batch, model);
            case CHECKED -> again ? columns(call, batch, model) : checked(call, batch, after, model);
            case CHECKING, APPLYING, UNDOING -> running(call, batch, model);
            case APPLIED, UNDONE -> applied(call, batch, after, model);
            case STAGING, FAILED -> "administrator/import-stopped";
        };
    }

    private String columns(Call call, ImportBatch batch, Model model) {
        List<ImportedRow> first = imports.rows(call, batch.id(), Optional.empty(), 0, FIRST_ROWS);
        List<String> known = imports.kinds(call).getOrDefault(batch.kind(), List.of()).stream().map(ImportColumn::name).toList();
        List<FileColumn> found = new ArrayList<>();
        for (int i = 0; i < batch.header().size(); i++) {
            int at = i;
            String name = batch.header().get(i);
            String chosen = batch.mapping().get(i);
            Optional<String> own = imports.further(call, batch.kind(), "fact:" + name.toLowerCase(Locale.ROOT).strip().replaceAll("[^a-z0-9]+", "-"))
                    .map(ImportColumn::name);
            List<String> choices = Stream.of(known.stream(), own.stream(), Stream.of(chosen).filter(one -> !one.isEmpty()))
                    .flatMap(stream -> stream).distinct().toList();
            found.add(new FileColumn(name, first.stream().filter(row -> row.cells().size() > at).map(row -> row.cells().get(at))
                    .filter(value -> !value.isBlank()).map(ImportsController::shortened).toList(), choices, chosen, !chosen.isEmpty()));
        }
        model.addAttribute("columns", found);
        model.addAttribute("separator", switch (batch.delimiter()) {
            case ";" -> "semicolon";
            case "\t" -> "tab";
            case "|" -> "bar";
            default -> "comma";
        });
        return "administrator/import-columns";
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, value.offsetByCodePoints(0, Math.min(38, value.codePointCount(0, value.length())))) + "…";
    }

    private String running(Call call, ImportBatch batch, Model model) {
        int of = batch.state() == ImportState.CHECKING ? batch.total() : batch.good();
        model.addAttribute("batch", batch);
        model.addAttribute("of", of);
        model.addAttribute("wide", show.width(BigDecimal.valueOf(batch.done()), BigDecimal.valueOf(of)));
        model.addAttribute("view", ImportView.of(batch, imports.rows(call, batch.id(), Optional.of("bad"), 0, 5), importWords::fault));
        return "administrator/import-running";
    }

    private String checked(Call call, ImportBatch batch, int after, Model model) {
        refused(call, batch, after, model);
        return "administrator/import-checked";
    }

    private String applied(Call call, ImportBatch batch, int after, Model model) {
        refused(call, batch, after, model);
        model.addAttribute("undoable", batch.state() == ImportState.APPLIED && batch.good() > 0
                && batch.undoUntil().filter(until -> until.isAfter(call.at())).isPresent());
        return "administrator/import-applied";
    }

    private void refused(Call call, ImportBatch batch, int after, Model model) {
        List<ImportedRow> found = imports.rows(call, batch.id(), Optional.of("bad"), after, PAGE + 1);
        List<ImportedRow> rows = found.size() > PAGE ? found.subList(0, PAGE) : found;
        model.addAttribute("view", ImportView.of(batch, rows, importWords::fault));
        model.addAttribute("bar", ImportView.bar(batch));
        model.addAttribute("after", after);
        model.addAttribute("next", found.size() > PAGE ? rows.getLast().line() : null);
    }

    /** The part of the page that tells how far it is; once it is through, the page is asked for again. */
    @GetMapping("/admin/imports/{id}/progress")
    String progress(Call call, @PathVariable String id, @RequestParam(defaultValue = "") String step, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        ImportBatch batch = imports.find(call, Id.parse(id));
        if (request.getHeader("HX-Request") == null) {
            return at(batch.id());
        }
        if (!batch.state().running() || !batch.state().name().equals(step)) {
            response.setHeader("HX-Refresh", "true");
        }
        return running(call, batch, model) + " :: progress";
    }

    @PostMapping("/admin/imports/{id}/columns")
    String map(Call call, @PathVariable String id, @RequestParam(defaultValue = "true") boolean dayFirst, HttpServletRequest request, Model model,
            HttpServletResponse response) {
        UUID batch = Id.parse(id);
        List<String> mapping = Optional.ofNullable(request.getParameterValues("column")).map(List::of).orElse(List.of());
        try {
            imports.map(call, batch, mapping, dayFirst);
            imports.check(call, batch);
            return at(batch);
        } catch (Refused refused) {
            List<?> faults = words.of(refused);
            ImportBatch as = imports.find(call, batch);
            if (refused.category() == Refused.Category.CONFLICT) {
                return at(batch);
            }
            model.addAttribute("faults", faults);
            model.addAttribute("zone", call.zone());
            // What was chosen stands as it was chosen, kept or not.
            ImportBatch chosen = mapping.size() == as.header().size() ? new ImportBatch(as.id(), as.kind(), as.fileName(), as.charset(), as.delimiter(),
                    as.state(), as.header(), mapping, dayFirst, as.total(), as.done(), as.good(), as.bad(), as.unchanged(), as.error(),
                    as.createdAt(), as.appliedAt()) : as;
            model.addAttribute("batch", chosen);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return columns(call, chosen, model);
        }
    }

    private interface Step {
        void take(UUID id);
    }

    private String step(String id, RedirectAttributes then, Step step) {
        UUID batch = Id.parse(id);
        try {
            step.take(batch);
        } catch (Refused refused) {
            then.addFlashAttribute("faults", words.of(refused));
        }
        return at(batch);
    }

    @PostMapping("/admin/imports/{id}/cancel")
    String cancel(Call call, @PathVariable String id, RedirectAttributes then) {
        return step(id, then, batch -> imports.cancel(call, batch));
    }

    @PostMapping("/admin/imports/{id}/apply")
    String apply(Call call, @PathVariable String id, RedirectAttributes then) {
        return step(id, then, batch -> imports.apply(call, batch));
    }

    @PostMapping("/admin/imports/{id}/undo")
    String undo(Call call, @PathVariable String id, RedirectAttributes then) {
        return step(id, then, batch -> imports.undo(call, batch));
    }

    @GetMapping("/admin/imports/{id}/refused.csv")
    void refused(Call call, @PathVariable String id, HttpServletResponse response) throws IOException {
        ImportBatch batch = imports.find(call, Id.parse(id));
        imports.writeRefused(call, batch.id(), attachment(response, batch.kind() + "-refused-" + call.today() + ".csv"), importWords::inFull);
    }
}
