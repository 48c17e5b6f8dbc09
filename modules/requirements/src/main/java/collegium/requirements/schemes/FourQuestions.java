package collegium.requirements.schemes;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The four questions that make a first draft, with their answers.
 *
 * @param title what the scheme is called
 * @param body whose it is
 * @param howMuch how many at least
 * @param years how many years the period has, or those that roll, where it is not one year
 * @param firstDay of the first period
 * @param structured how many of them are structured; the others alike; empty where none has to be
 * @param topic the topic that {@code onTopic} is about
 * @param reflections how many reflections
 * @param carriedAtMost how many may be carried, where {@code carry} is {@code SOME}
 */
public record FourQuestions(
        String title, String body, Counted counted, BigDecimal howMuch, Over over, int years, LocalDate firstDay, Optional<BigDecimal> structured,
        Optional<BigDecimal> withOthers, Optional<BigDecimal> onTopic, String topic, Optional<BigDecimal> reflections, Carry carry,
        BigDecimal carriedAtMost) {

    /** What is counted. */
    public enum Counted {
        HOURS,
        POINTS,
        ENTRIES
    }

    /** Over which period. */
    public enum Over {
        YEAR,
        YEARS,
        LAST_YEARS
    }

    /** Whether anything may be carried into the next period. */
    public enum Carry {
        NOTHING,
        SOME,
        ALL
    }

    /** The document that says so, with room to go on: a scheme of the language, by the code. */
    public String document(String code) {
        StringBuilder text = new StringBuilder(600);
        line(text, "scheme", Docs.text(code));
        text.append("language: 1\n");
        line(text, "title", Docs.text(title));
        line(text, "body", Docs.text(body));
        text.append(switch (counted) {
            case HOURS, ENTRIES -> "unit: {name: hour, plural: hours, minutes: 60}\n";
            case POINTS -> "unit: {name: point, plural: points}\n";
        });
        text.append("types: {course: Course or workshop, reading: Reading, meeting: Meeting with peers, project: Project or new work, other: Other}\n");
        if (!topicName().isEmpty()) {
            line(text, "topics", Docs.fields(Map.of(topicName(), Docs.text(topic.strip()))));
        }
        text.append("flags: {structured: Structured, participatory: With others}\n")
                .append("artefacts: {plan: Development plan, reflection: Reflection}\n");
        line(text, "cycle", cycle());
        text.append("requirements:\n");
        requirements().forEach(requirement -> text.append("  - ").append(FlowYaml.write(Docs.fields(requirement), false)).append('\n'));
        if (carry != Carry.NOTHING && counted != Counted.ENTRIES) {
            text.append("carry:\n  - ").append(FlowYaml.write(Docs.fields(carried()), false)).append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String field, Doc value) {
        text.append(field).append(": ").append(FlowYaml.write(value, false)).append('\n');
    }

    private String topicName() {
        return topic.isBlank() ? "" : RuleForms.name(topic.toLowerCase(Locale.ROOT));
    }

    private Doc cycle() {
        Map<String, Doc> cycle = new LinkedHashMap<>();
        cycle.put("length", Docs.text(over == Over.YEARS ? years + " years" : "1 year"));
        cycle.put("starts", Docs.text(firstDay.toString().substring(5)));
        if (over == Over.YEARS) {
            cycle.put("in-year", Docs.text(String.valueOf(firstDay.getYear())));
        }
        return Docs.fields(cycle);
    }

    private List<Map<String, Doc>> requirements() {
        List<Map<String, Doc>> all = new ArrayList<>();
        boolean entries = counted == Counted.ENTRIES;
        Map<String, Doc> total = requirement("total", entries ? "CPD activities" : "CPD in all", Docs.text("all"), howMuch);
        all.add(over(total));
        structured.ifPresent(amount -> all.add(part(requirement("structured", "Structured", kind("flag", "structured"), amount))));
        withOthers.ifPresent(amount -> all.add(part(requirement("participatory", "With others", kind("flag", "participatory"), amount))));
        onTopic.filter(_ -> !topicName().isEmpty()).ifPresent(amount ->
                all.add(part(requirement("on_" + topicName(), topic.strip(), kind("topic", topicName()), amount))));
        reflections.ifPresent(amount -> {
            Map<String, Doc> reflected = new LinkedHashMap<>();
            reflected.put("id", Docs.text("reflections"));
            reflected.put("title", Docs.text("Reflections"));
            reflected.put("artefacts", Docs.text("reflection"));
            reflected.put("at-least", Docs.text(amount.toPlainString()));
            all.add(reflected);
        });
        return all;
    }

    private Map<String, Doc> requirement(String id, String words, Doc of, BigDecimal atLeast) {
        Map<String, Doc> made = new LinkedHashMap<>();
        made.put("id", Docs.text(id));
        made.put("title", Docs.text(words));
        made.put(counted == Counted.ENTRIES ? "entries" : "count", of);
        made.put("at-least", Docs.text(atLeast.toPlainString()));
        return made;
    }

    /** A part of the total: over the same days, and never more than it. */
    private Map<String, Doc> part(Map<String, Doc> requirement) {
        requirement.put("inside", Docs.text("total"));
        return over(requirement);
    }

    private Map<String, Doc> over(Map<String, Doc> requirement) {
        if (over == Over.LAST_YEARS) {
            Map<String, Doc> last = new LinkedHashMap<>();
            last.put("last", Docs.text(years + " years"));
            last.put("until", Docs.text("as-at"));
            requirement.put("window", Docs.fields(last));
        }
        return requirement;
    }

    private static Doc kind(String kind, String value) {
        return Docs.fields(Map.of(kind, Docs.text(value)));
    }

    private Map<String, Doc> carried() {
        Map<String, Doc> carried = new LinkedHashMap<>();
        carried.put("id", Docs.text("carried_on"));
        carried.put("over", Docs.text("total"));
        carried.put("at-most", carry == Carry.SOME ? Docs.text(carriedAtMost.toPlainString()) : Docs.fields(Map.of("earned", Docs.text("total"))));
        return carried;
    }
}
