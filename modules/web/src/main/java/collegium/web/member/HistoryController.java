package collegium.web.member;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.portfolios.Activity;
import collegium.portfolios.Artefact;
import collegium.portfolios.ArtefactId;
import collegium.portfolios.Artefacts;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.portfolios.RecordArtefact;
import collegium.web.look.Show;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What an entry was before: every revision, who wrote it, when, and what it changed. */
@Controller
final class HistoryController {

    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final OwnSchemes schemes;
    private final Drawn drawn;
    private final Show show;

    HistoryController(Portfolios portfolios, Artefacts artefacts, OwnSchemes schemes, Drawn drawn, Show show) {
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.schemes = schemes;
        this.drawn = drawn;
        this.show = show;
    }

    @GetMapping("/activities/{id}/history")
    String activity(Call call, @PathVariable String id, Model model) {
        List<Activity> revisions = portfolios.history(call, ActivityId.of(id));
        OwnSchemes.requireOwn(call, revisions.getLast().member());
        SchemeWords words = schemes.words(call);
        List<HistoryView.Revision> shown = new ArrayList<>();
        Map<String, String> before = Map.of();
        for (Activity revision : revisions) {
            Map<String, String> now = words(revision.said(), words);
            shown.addFirst(new HistoryView.Revision(what(shown.isEmpty(), revision.withdrawn()), who(call, revision),
                    show.instant(revision.recordedAt(), call.zone()), changes(before, now)));
            before = now;
        }
        Activity last = revisions.getLast();
        model.addAttribute("view", new HistoryView(last.title(), last.withdrawn() ? Optional.empty() : Optional.of("/activities/" + id), last.withdrawn(), shown));
        return "history";
    }

    private String what(boolean first, boolean withdrawn) {
        return drawn.message(withdrawn ? "history.withdrawn" : first ? "history.recorded" : "history.amended");
    }

    private String who(Call call, Activity revision) {
        boolean own = call.account().map(Id::value).equals(revision.recordedBy()) && revision.recordedBy().isPresent();
        return drawn.message(own ? "history.by.you" : "history.by." + revision.source().name().toLowerCase(Locale.ROOT));
    }

    private Map<String, String> words(RecordActivity said, SchemeWords words) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("title", said.title());
        fields.put("started", show.day(said.started()));
        fields.put("ended", show.day(said.ended()));
        fields.put("amount", said.measures().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(measure -> show.number(measure.getValue()) + " " + measure.getKey()).collect(Collectors.joining(", ")));
        fields.put("type", words.title("type", said.type()));
        fields.put("structured", said.structured().map(is -> drawn.message(is ? "record.structured.yes" : "record.structured.no")).orElse(""));
        fields.put("topics", said.topics().stream().sorted().map(topic -> words.title("topic", topic)).collect(Collectors.joining(", ")));
        fields.put("flags", said.flags().stream().sorted().map(flag -> words.title("flag", flag)).collect(Collectors.joining(", ")));
        fields.put("planned", drawn.message(said.planned() ? "form.yes" : "form.no"));
        fields.put("provider", said.provider().orElse(""));
        fields.put("role", said.roleTaken().orElse(""));
        fields.put("reflection", said.texts().reflection().orElse(""));
        fields.put("outcome", said.texts().outcome().orElse(""));
        fields.put("notes", said.texts().notes().orElse(""));
        return fields;
    }

    private List<RecordView.Difference> changes(Map<String, String> before, Map<String, String> now) {
        return now.entrySet().stream().filter(field -> !field.getValue().equals(before.getOrDefault(field.getKey(), "")))
                .map(field -> new RecordView.Difference(drawn.message("record.field." + field.getKey()), before.getOrDefault(field.getKey(), ""), field.getValue()))
                .toList();
    }

    @GetMapping("/artefacts/{id}/history")
    String artefact(Call call, @PathVariable String id, Model model) {
        List<Artefact> revisions = artefacts.history(call, ArtefactId.of(id));
        Artefact last = revisions.getLast();
        OwnSchemes.requireOwn(call, last.member());
        List<HistoryView.Revision> shown = new ArrayList<>();
        Map<String, String> before = Map.of();
        for (Artefact revision : revisions) {
            Map<String, String> now = words(revision.said());
            String who = drawn.message(revision.source().equals("member") ? "history.by.you" : "history.by." + revision.source());
            shown.addFirst(new HistoryView.Revision(what(shown.isEmpty(), revision.withdrawn()), who, show.instant(revision.recordedAt(), call.zone()),
                    changes(before, now)));
            before = now;
        }
        model.addAttribute("view", new HistoryView(last.title(), last.withdrawn() ? Optional.empty() : Optional.of("/artefacts/" + id), last.withdrawn(), shown));
        return "history";
    }

    private Map<String, String> words(RecordArtefact said) {
        Map<String, String> fields = new LinkedHashMap<>();
        LocalDate dated = said.dated();
        fields.put("title", said.title());
        fields.put("started", show.day(dated));
        fields.put("notes", said.body().orElse(""));
        fields.put("person", said.person().map(RecordArtefact.Person::name).orElse(""));
        fields.put("planned", drawn.message(said.completed() ? "form.no" : "form.yes"));
        return fields;
    }
}
