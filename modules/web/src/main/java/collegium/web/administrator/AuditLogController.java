package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.membership.AuditEntry;
import collegium.membership.AuditLog;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what that had consequences. */
@Controller
final class AuditLogController {

    private static final int PAGE = 50;
    private final AuditLog log;
    private final ActWords words;

    AuditLogController(AuditLog log, ActWords words) {
        this.log = log;
        this.words = words;
    }

    @GetMapping("/admin/audit-log")
    String log(Call call, @RequestParam(defaultValue = "") String act, @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String since, @RequestParam(required = false) Optional<Instant> before,
            @RequestParam(required = false) Optional<UUID> beforeId, Model model) {
        AuditLog.Filter filter = new AuditLog.Filter(some(act), some(actor), Optional.empty(),
                day(since).map(day -> day.atStartOfDay(call.zone()).toInstant()), Optional.empty());
        Optional<AuditLog.Place> after = before.flatMap(at -> beforeId.map(id -> new AuditLog.Place(at, id)));
        List<AuditEntry> found = log.page(call, filter, after, PAGE + 1);
        boolean more = found.size() > PAGE;
        List<AuditEntry> entries = more ? found.subList(0, PAGE) : found;
        Map<LocalDate, List<ActWords.Line>> days = new LinkedHashMap<>();
        entries.forEach(entry -> days.computeIfAbsent(LocalDate.ofInstant(entry.at(), call.zone()), _ -> new ArrayList<>()).add(words.line(entry, call.zone())));
        model.addAttribute("days", days);
        model.addAttribute("last", more ? entries.getLast() : null);
        model.addAttribute("acts", words.choices(log.acts(call)));
        model.addAttribute("act", act);
        model.addAttribute("actor", actor);
        model.addAttribute("since", day(since).map(LocalDate::toString).orElse(""));
        return "administrator/audit-log";
    }

    private static Optional<String> some(String text) {
        return Optional.of(text.strip()).filter(chosen -> !chosen.isEmpty());
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
