package collegium.requirements.schemes;

import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a record, or a worked example, as a part of a document. */
public final class ExampleText {

    private final String asAt;
    private final Map<String, Doc> facts = new LinkedHashMap<>();
    private final List<Doc> activities = new ArrayList<>();
    private final List<Doc> artefacts = new ArrayList<>();

    public ExampleText(String asAt) {
        this.asAt = asAt;
    }

    public void fact(String name, String value) {
        facts.put(name, Docs.text(value));
    }

    public void activity(String date, String amount, String type, List<String> topics, List<String> flags) {
        Map<String, Doc> activity = new LinkedHashMap<>();
        activity.put("date", Docs.text(date));
        activity.put("amount", Docs.text(amount));
        if (!type.isEmpty()) {
            activity.put("type", Docs.text(type));
        }
        if (!topics.isEmpty()) {
            activity.put("topic", Docs.texts(topics));
        }
        if (!flags.isEmpty()) {
            activity.put("flag", Docs.texts(flags));
        }
        activities.add(Docs.fields(activity));
    }

    /** So many artefacts of a kind; none for a count of 0. */
    public void artefacts(String kind, String date, String count) {
        if (!count.equals("0")) {
            Map<String, Doc> artefact = new LinkedHashMap<>();
            artefact.put("kind", Docs.text(kind));
            artefact.put("date", Docs.text(date));
            artefact.put("count", Docs.text(count));
            artefacts.add(Docs.fields(artefact));
        }
    }

    private Map<String, Doc> fields() {
        Map<String, Doc> fields = new LinkedHashMap<>();
        fields.put("as-at", Docs.text(asAt));
        if (!facts.isEmpty()) {
            fields.put("facts", Docs.fields(facts));
        }
        if (!activities.isEmpty()) {
            fields.put("activities", Docs.items(activities));
        }
        if (!artefacts.isEmpty()) {
            fields.put("artefacts", Docs.items(artefacts));
        }
        return fields;
    }

    /** A record file. */
    public String record() {
        return FlowYaml.write(Docs.fields(fields()), false);
    }

    /** An example that expects what the standing says. */
    public String example(String id, String title, Standing standing) {
        Map<String, Doc> expect = new LinkedHashMap<>();
        expect.put("compliant", Docs.text(standing.compliant() ? "yes" : "no"));
        List<Doc> fails = new ArrayList<>();
        standing.findings().stream().filter(finding -> finding.inPlay() && !finding.met() && finding.severity() == Severity.MANDATORY).forEach(finding -> {
            Map<String, Doc> fail = new LinkedHashMap<>();
            fail.put("requirement", Docs.text(finding.name()));
            fail.put("short", Docs.text(plain(finding.shortBy())));
            fails.add(Docs.fields(fail));
        });
        expect.put("fails", Docs.items(fails));
        Map<String, Doc> example = new LinkedHashMap<>();
        example.put("id", Docs.text(id));
        example.put("title", Docs.text(title));
        example.putAll(fields());
        example.put("expect", Docs.fields(expect));
        return FlowYaml.write(Docs.fields(example), false);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
