package collegium.requirements.schemes;

import collegium.requirements.engine.Match;
import collegium.requirements.engine.Moment;
import collegium.requirements.engine.Vocabulary;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads days: a date, a word such as period-end, or a map that works one out. */
final class Moments {

    private final Conditions conditions;

    Moments(Conditions conditions) {
        this.conditions = conditions;
    }

    /** Bounds of days, {@code from} and {@code until}. */
    Match.Day bounds(Reader fields) {
        return new Match.Day(find("from", fields), find("until", fields));
    }

    Optional<Moment> find(String name, Reader fields) {
        return fields.find(name).map(d -> read(d, fields));
    }

    Moment read(Doc doc, Reader in) {
        if (doc instanceof Doc.Text text) {
            return word(text.value(), Period.ZERO, doc, in);
        }
        Reader fields = new Reader(doc, in.faults());
        Period plus = plus(fields);
        Moment moment;
        if (fields.has("cases")) {
            List<Moment.Case> cases = new ArrayList<>();
            for (Doc item : fields.items("cases")) {
                Reader one = new Reader(item, fields.faults());
                cases.add(new Moment.Case(conditions.member(one.find("if"), one), stage(one, item)));
                one.done();
            }
            Moment otherwise = find("otherwise", fields).orElse(new Moment.PeriodEnd(Period.ZERO));
            moment = edge(fields, new Moment.Cases(cases, otherwise, plus));
        } else {
            moment = single(fields, plus, doc);
        }
        fields.done();
        return moment;
    }

    private Moment stage(Reader one, Doc item) {
        return single(one, plus(one), item);
    }

    private Moment single(Reader fields, Period plus, Doc doc) {
        if (fields.has("fact")) {
            String name = fields.need("fact");
            conditions.fact(name, doc, fields);
            conditions.kind(name, doc, fields, Vocabulary.Kind.DATE);
            return edge(fields, new Moment.OfFact(name, plus));
        }
        return edge(fields, word(fields.need("day"), plus, doc, fields));
    }

    private static Moment edge(Reader fields, Moment moment) {
        return fields.find("on").isPresent()
                ? new Moment.Edge(moment, fields.choice("on", Moment.Edge.On.class, Moment.Edge.On.MONTH_START))
                : moment;
    }

    private static Moment word(String word, Period plus, Doc doc, Reader in) {
        return switch (word) {
            case "period-start" -> new Moment.PeriodStart(plus);
            case "period-end" -> new Moment.PeriodEnd(plus);
            case "window-start" -> new Moment.WindowStart(plus);
            case "window-end" -> new Moment.WindowEnd(plus);
            case "as-at" -> new Moment.AsAt(plus);
            default -> in.asDate(new Doc.Text(word, doc.path(), doc.line()),
                            "Write a date as 2026-12-31, or period-start, period-end, window-start, window-end, as-at, or "
                                    + "{fact: name}, with plus or minus.")
                    .<Moment>map(day -> new Moment.On(day, plus))
                    .orElse(new Moment.PeriodStart(plus));
        };
    }

    private static Period plus(Reader fields) {
        return fields.text("plus").map(t -> length(t, fields)).orElse(Period.ZERO)
                .minus(fields.text("minus").map(t -> length(t, fields)).orElse(Period.ZERO));
    }

    /** {@code 24 months}, {@code 2 years}, {@code 30 days}, {@code 2 months 15 days} or {@code P2M15D}. */
    static Period length(String text, Reader in) {
        Period sum = Period.ZERO;
        String[] words = text.strip().split(" +", -1);
        for (int i = 0; i + 1 < words.length && words.length % 2 == 0; i += 2) {
            Optional<Integer> months = RequirementReader.months(words[i] + " " + words[i + 1]);
            if (months.isPresent()) {
                sum = sum.plusMonths(months.get());
            } else if (words[i].matches("[0-9]{1,4}") && words[i + 1].matches("days?")) {
                sum = sum.plusDays(Integer.parseInt(words[i]));
            } else {
                return unreadable(text, in);
            }
        }
        if (!sum.isZero()) {
            return sum;
        }
        try {
            Period period = Period.parse(text);
            boolean far = period.toTotalMonths() > 2400 || period.get(ChronoUnit.DAYS) > 9999;
            return far ? unreadable(text, in) : period;
        } catch (DateTimeParseException | ArithmeticException _) {
            return unreadable(text, in);
        }
    }

    private static Period unreadable(String text, Reader in) {
        in.fault("\"" + Reader.shorten(text) + "\" is no length of time.", "Write \"24 months\", \"30 days\" or \"2 months 15 days\".");
        return Period.ZERO;
    }
}
