package collegium.web.member;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.membership.FormulaSafe;
import collegium.membership.Members;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Artefact;
import collegium.portfolios.Artefacts;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.EvidenceFiles;
import collegium.portfolios.Objective;
import collegium.portfolios.Objectives;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.portfolios.RecordArtefact;
import collegium.requirements.engine.ActivityCredit;
import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A period of the member's own record as data, a page of activities at a time: memory does not grow with the record. */
@Controller
final class RecordFiles {

    private static final int AT_A_TIME = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> COLUMNS = List.of("first-day", "last-day", "title", "type", "structured", "amount", "counted", "state", "topics", "marks",
            "provider", "role", "reflection", "outcome", "notes");

    private final Portfolios portfolios;
    private final Artefacts artefacts;
    private final Objectives objectives;
    private final EvidenceFiles evidence;
    private final Members members;
    private final ShownPeriods periods;
    private final Drawn drawn;

    RecordFiles(Portfolios portfolios, Artefacts artefacts, Objectives objectives, EvidenceFiles evidence, Members members, ShownPeriods periods, Drawn drawn) {
        this.portfolios = portfolios;
        this.artefacts = artefacts;
        this.objectives = objectives;
        this.evidence = evidence;
        this.members = members;
        this.periods = periods;
        this.drawn = drawn;
    }

    @GetMapping("/record-book.csv")
    void csv(Call call, @RequestParam Optional<String> period, HttpServletResponse response) throws IOException {
        ShownPeriods.Shown shown = periods.shown(call, period);
        Map<String, BigDecimal> counted = counted(shown);
        begin(response, "text/csv;charset=UTF-8", "record-" + shown.name() + ".csv");
        // A spreadsheet takes a file without the mark for the alphabet of its own country.
        OutputStreamWriter out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\uFEFF');
        try (CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(COLUMNS.stream().map(column -> drawn.message("book.csv." + column)).toList());
            each(call, shown, activity -> csv.writeRecord(cells(activity, counted)));
        }
    }

    private interface Each {
        void take(Activity activity) throws IOException;
    }

    private void each(Call call, ShownPeriods.Shown shown, Each each) throws IOException {
        MemberId member = OwnSchemes.own(call);
        ActivityQuery query = ActivityQuery.latest(AT_A_TIME).between(shown.from(), shown.to());
        for (List<Activity> page = portfolios.list(call, member, query); !page.isEmpty(); page = portfolios.list(call, member, query.after(page.getLast()))) {
            for (Activity activity : page) {
                each.take(activity);
            }
        }
    }

    private static void begin(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name.replace("–", "-"));
        response.setHeader("Cache-Control", "private, no-store");
    }

    private static Map<String, BigDecimal> counted(ShownPeriods.Shown shown) {
        Map<String, BigDecimal> counted = new LinkedHashMap<>();
        shown.standing().ifPresent(standing -> standing.activities().forEach((ActivityCredit credit) -> counted.put(credit.activity(), credit.counted())));
        return counted;
    }

    private static List<String> cells(Activity activity, Map<String, BigDecimal> counted) {
        RecordActivity said = activity.said();
        List<String> cells = new ArrayList<>(List.of(said.started().toString(), said.ended().toString(), said.title(), said.type(),
                said.structured().map(String::valueOf).orElse(""), String.join("; ", said.measures().entrySet().stream().sorted(Map.Entry.comparingByKey())
                        .map(measure -> measure.getValue().toPlainString() + " " + measure.getKey()).toList()),
                Optional.ofNullable(counted.get(activity.id().toString())).map(BigDecimal::toPlainString).orElse(""), activity.state().name().toLowerCase(Locale.ROOT),
                String.join("; ", said.topics().stream().sorted().toList()), String.join("; ", said.flags().stream().sorted().toList())));
        Stream.of(said.provider(), said.roleTaken(), said.texts().reflection(), said.texts().outcome(), said.texts().notes()).map(text -> text.orElse(""))
                .forEach(cells::add);
        return cells.stream().map(FormulaSafe::write).toList();
    }

    /** Everything of the period: who, the plan, activities with their kind, time and reflection, artefacts, names of files, the standing. */
    @GetMapping("/record-book.json")
    void json(Call call, @RequestParam Optional<String> period, HttpServletResponse response) throws IOException {
        ShownPeriods.Shown shown = periods.shown(call, period);
        MemberId member = OwnSchemes.own(call);
        Map<String, BigDecimal> counted = counted(shown);
        Map<String, List<String>> files = files(call, member);
        begin(response, "application/json", "record-" + shown.name() + ".json");
        try (JsonGenerator out = JSON.createGenerator(response.getOutputStream())) {
            out.writeStartObject();
            out.writePOJOProperty("member", Map.of("number", members.find(call, member).number(), "name", members.find(call, member).name()));
            out.writePOJOProperty("period", Map.of("from", shown.from().toString(), "to", shown.to().toString()));
            out.writePOJOProperty("facts", members.facts(call, member).stream().map(fact -> Map.of("kind", fact.kind(), "value", fact.value(),
                    "from", fact.from().toString(), "to", fact.to().map(String::valueOf).orElse(""))).toList());
            out.writePOJOProperty("objectives", objectives.list(call, member).stream().map(RecordFiles::objective).toList());
            out.writeArrayPropertyStart("activities");
            each(call, shown, activity -> out.writePOJO(activity(activity, counted, files)));
            out.writeEndArray();
            out.writePOJOProperty("artefacts", artefacts.list(call, member).stream()
                    .filter(artefact -> !artefact.said().dated().isBefore(shown.from()) && !artefact.said().dated().isAfter(shown.to()))
                    .map(artefact -> artefact(artefact, files)).toList());
            out.writePOJOProperty("findings", shown.standing().map(standing -> standing.findings().stream().map(finding -> Map.of("requirement", finding.name(),
                    "title", finding.title(), "status", finding.status().name().toLowerCase(Locale.ROOT).replace('_', '-'), "needed", finding.needed().toPlainString(),
                    "counted", finding.counted().toPlainString(), "unit", finding.unit())).toList()).orElse(List.of()));
            out.writeEndObject();
        }
    }

    private Map<String, List<String>> files(Call call, MemberId member) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (EvidenceFile file : evidence.list(call, member, Long.MAX_VALUE)) {
            String of = file.activity().<Id>map(id -> id).or(() -> file.artefact().map(id -> id)).map(Object::toString).orElse("");
            files.computeIfAbsent(of, _ -> new ArrayList<>()).add(file.fileName());
        }
        return files;
    }

    private static Map<String, Object> objective(Objective objective) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", objective.title());
        objective.how().ifPresent(how -> fields.put("how", how));
        objective.target().ifPresent(day -> fields.put("target", day.toString()));
        objective.met().ifPresent(day -> fields.put("met", day.toString()));
        return fields;
    }

    private static Map<String, Object> activity(Activity activity, Map<String, BigDecimal> counted, Map<String, List<String>> files) {
        RecordActivity said = activity.said();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", activity.id().toString());
        fields.put("title", said.title());
        fields.put("started", said.started().toString());
        fields.put("ended", said.ended().toString());
        fields.put("state", activity.state().name().toLowerCase(Locale.ROOT));
        fields.put("type", said.type());
        said.structured().ifPresent(structured -> fields.put("structured", structured));
        Map<String, String> measures = new LinkedHashMap<>();
        said.measures().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(measure -> measures.put(measure.getKey(), measure.getValue().toPlainString()));
        fields.put("measures", measures);
        Optional.ofNullable(counted.get(activity.id().toString())).ifPresent(amount -> fields.put("counted", amount.toPlainString()));
        fields.put("topics", said.topics().stream().sorted().toList());
        fields.put("flags", said.flags().stream().sorted().toList());
        said.provider().ifPresent(provider -> fields.put("provider", provider));
        said.roleTaken().ifPresent(role -> fields.put("role", role));
        said.texts().reflection().ifPresent(text -> fields.put("reflection", text));
        said.texts().outcome().ifPresent(text -> fields.put("outcome", text));
        said.texts().notes().ifPresent(text -> fields.put("notes", text));
        fields.put("files", files.getOrDefault(activity.id().toString(), List.of()));
        return fields;
    }

    private static Map<String, Object> artefact(Artefact artefact, Map<String, List<String>> files) {
        RecordArtefact said = artefact.said();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", artefact.id().toString());
        fields.put("kind", said.kind());
        fields.put("title", said.title());
        fields.put("dated", said.dated().toString());
        fields.put("completed", said.completed());
        said.body().ifPresent(body -> fields.put("body", body));
        said.person().ifPresent(person -> fields.put("person", person.name()));
        fields.put("tags", said.tags());
        fields.put("activities", said.links().stream().map(Object::toString).toList());
        fields.put("files", files.getOrDefault(artefact.id().toString(), List.of()));
        return fields;
    }
}
