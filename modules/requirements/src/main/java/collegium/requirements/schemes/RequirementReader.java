package collegium.requirements.schemes;

import collegium.requirements.engine.Amount;
import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Measured;
import collegium.requirements.engine.Moment;
import collegium.requirements.engine.Requirement;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Vocabulary;
import collegium.requirements.engine.Window;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one requirement: what is counted, how much, over which window, for whom. */
final class RequirementReader {

    private static final List<String> MEASURES = List.of("count", "entries", "breadth", "most-in", "artefacts", "fact",
            "member", "every", "options", "parts");

    /** The days and the months on which something was done are covered like the values of a kind. */
    private static final Set<String> DATES = Set.of("day", "month");

    private final Conditions conditions;
    private final AmountReader amounts;
    private final Set<String> artefacts;

    RequirementReader(Conditions conditions, AmountReader amounts, Set<String> artefacts) {
        this.conditions = conditions;
        this.amounts = amounts;
        this.artefacts = artefacts;
    }

    Requirement read(Doc doc, List<Fault> faults) {
        Reader fields = new Reader(doc, faults);
        String id = id(fields);
        String title = fields.text("title").orElse(id.replace('_', ' ').replace('-', ' '));
        Optional<String> clause = fields.text("clause");
        Severity severity = fields.choice("severity", Severity.class, Severity.MANDATORY);
        Condition who = conditions.member(fields.find("who"), fields);
        Measured measured = measured(fields);
        boolean counts = measured instanceof Measured.Every || measured instanceof Measured.Together
                || measured instanceof Measured.MemberIs;
        Window window = window(fields);
        boolean either = window instanceof Window.Either;
        Amount atLeast = fields.find("at-least").map(d -> amounts.read(d, fields))
                .orElse(new Amount.Fixed(BigDecimal.ONE));
        if (!fields.has("at-least") && measured instanceof Measured.Credit && !either) {
            fields.fault("\"at-least\" is missing.", "Say how much is needed.");
        }
        if (fields.has("at-least") && counts) {
            fields.fault("\"at-least\" is not asked for here: all of it must hold.", "Remove it.");
        }
        if (fields.has("at-most")) {
            fields.find("at-most");
            fields.fault("A requirement has no \"at-most\".", "Write what counts at most as one of the \"limits\".");
        }
        Optional<String> inside = fields.text("inside");
        Optional<Requirement.Each> each = fields.find("each").flatMap(d -> each(d, fields));
        Optional<String> says = fields.text("says");
        fields.text("note");
        fields.texts("shape");
        fields.done();
        return new Requirement(id, title, clause, severity, who, measured, atLeast, window, inside, each, says);
    }

    static String id(Reader fields) {
        String id = fields.need("id");
        if (!id.isEmpty() && !id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")) {
            fields.fault("\"" + Reader.shorten(id) + "\" is no name.", "Letters, digits, - and _, at most 60.");
        }
        return id;
    }

    private Measured measured(Reader fields) {
        fields.mention(MEASURES);
        fields.mention(List.of("measure", "of", "where", "distinct", "is"));
        Map<String, Doc> found = new java.util.LinkedHashMap<>();
        for (String word : MEASURES) {
            if (fields.has(word)) {
                fields.find(word).ifPresent(d -> found.put(word, d));
            }
        }
        if (found.size() > 1) {
            fields.fault("Only one thing can be counted: " + String.join(", ", found.keySet()) + ".",
                    "Make several requirements of it.");
        }
        String word = found.isEmpty() ? "count" : found.keySet().iterator().next();
        return switch (word) {
            case "entries" -> new Measured.Entries(conditions.selection(fields.find("entries"), fields));
            case "breadth" -> breadth(fields);
            case "most-in" -> {
                String kind = fields.need("most-in");
                fields.find("most-in").filter(_ -> !DATES.contains(kind)).ifPresent(d ->
                        Conditions.known(kind, conditions.kinds(), "kind of tag", "tags", d, fields));
                yield new Measured.Concentration(conditions.selection(fields.find("of"), fields), kind);
            }
            case "artefacts" -> {
                Set<String> kinds = new LinkedHashSet<>(fields.texts("artefacts"));
                fields.find("artefacts").ifPresent(d -> kinds.forEach(k ->
                        Conditions.known(k, artefacts, "kind of artefact", "artefacts", d, fields)));
                if (kinds.isEmpty()) {
                    fields.find("artefacts").ifPresent(doc -> fields.fault(doc, "It is not said which documents.", "Name at least one kind."));
                }
                Optional<String> distinct = fields.text("distinct");
                distinct.ifPresent(kind -> fields.find("distinct").ifPresent(d ->
                        Conditions.known(kind, conditions.kinds(), "kind of tag", "tags", d, fields)));
                yield new Measured.Artefacts(kinds, conditions.selection(fields.find("where"), fields), distinct);
            }
            case "fact" -> {
                String name = fields.need("fact");
                fields.find("fact").ifPresent(d -> {
                    conditions.fact(name, d, fields);
                    conditions.kind(name, d, fields, Vocabulary.Kind.NUMBER, Vocabulary.Kind.YES_NO);
                });
                yield new Measured.FactValue(name);
            }
            case "member" -> new Measured.MemberIs(asked(conditions.member(fields.find("member"), fields), "of the member", "member", fields));
            case "every" -> new Measured.Every(conditions.selection(fields.find("every"), fields),
                    asked(conditions.selection(fields.find("is"), fields), "of each activity", "is", fields));
            case "options" -> new Measured.Options(parts(fields, "options"));
            case "parts" -> new Measured.Together(parts(fields, "parts"));
            default -> {
                Optional<String> measure = fields.text("measure");
                measure.ifPresent(m -> fields.find("measure").ifPresent(d ->
                        Conditions.known(m, conditions.measures(), "measure", "measures", d, fields)));
                yield new Measured.Credit(conditions.selection(fields.find("count"), fields), measure);
            }
        };
    }

    /** What asks nothing would always be met. */
    private static Condition asked(Condition condition, String ofWhom, String field, Reader fields) {
        if (condition.equals(Condition.ALWAYS)) {
            String nothing = "Nothing is asked " + ofWhom + ".";
            fields.find(field).ifPresentOrElse(doc -> fields.fault(doc, nothing, "Say what must hold."), () -> fields.fault(nothing, "Say what must hold."));
        }
        return condition;
    }

    private List<Requirement> parts(Reader fields, String word) {
        List<Requirement> parts = new ArrayList<>();
        fields.items(word).forEach(item -> parts.add(read(item, fields.faults())));
        if (parts.isEmpty()) {
            fields.fault("No " + (word.equals("parts") ? "part" : "alternative") + " stands in it.", "List at least one requirement.");
        }
        return parts;
    }

    private Measured breadth(Reader fields) {
        Reader breadth = fields.reader("breadth").orElse(fields);
        String kind = breadth.need("of");
        if (!DATES.contains(kind) && !conditions.kinds().contains(kind)) {
            breadth.fault("\"" + Reader.shorten(kind) + "\" is no known kind of tag.",
                    Reader.suggest(kind, conditions.kinds()));
        }
        Set<String> among = breadth.find("among").map(d -> conditions.values(kind, d, breadth)).orElse(Set.of());
        BigDecimal each = breadth.number("each-at-least").orElse(BigDecimal.ZERO);
        Condition of = conditions.selection(breadth.find("count"), breadth);
        breadth.done();
        return new Measured.Breadth(of, kind, among, each);
    }

    private Optional<Requirement.Each> each(Doc doc, Reader in) {
        Reader each = new Reader(doc, in.faults());
        for (String kind : conditions.kinds()) {
            Optional<Doc> values = each.find(kind);
            if (values.isPresent()) {
                Optional<String> fact = Optional.empty();
                List<String> listed = List.of();
                if (values.get() instanceof Doc.Fields) {
                    Reader of = new Reader(values.get(), in.faults());
                    String name = of.need("fact");
                    conditions.fact(name, values.get(), of);
                    of.done();
                    fact = Optional.of(name);
                } else {
                    listed = List.copyOf(conditions.values(kind, values.get(), each));
                }
                each.done();
                return Optional.of(new Requirement.Each(kind, listed, fact));
            }
        }
        each.done();
        in.fault(doc, "No kind of tag stands here.", "Write \"each: {topic: [a, b]}\".");
        return Optional.empty();
    }

    Window window(Reader fields) {
        Optional<Doc> doc = fields.find("window");
        if (doc.isEmpty()) {
            return new Window.WholePeriod();
        }
        if (doc.get() instanceof Doc.Text text) {
            return switch (text.value()) {
                case "period" -> new Window.WholePeriod();
                case "each-year" -> new Window.EachYear(Set.of(), Optional.empty());
                case "lifetime" -> new Window.Lifetime();
                default -> {
                    fields.fault(doc.get(), "\"" + Reader.shorten(text.value()) + "\" is no window.",
                            "period, each-year, lifetime, or a map with last, each, consecutive-years, from, either, "
                                    + "clock or every-periods.");
                    yield new Window.WholePeriod();
                }
            };
        }
        Reader window = new Reader(doc.get(), fields.faults());
        Window read = kind(window, fields);
        window.done();
        return read;
    }

    private Window kind(Reader window, Reader fields) {
        if (window.has("last")) {
            int months = months(window, "last");
            String until = window.text("until").orElse("period-end");
            if (!until.equals("period-end") && !until.equals("as-at")) {
                window.fault("\"" + Reader.shorten(until) + "\" is no end of a window.", "period-end or as-at.");
            }
            return new Window.Last(months, until.equals("period-end"));
        }
        if (window.has("consecutive-years")) {
            return new Window.Consecutive(Math.max(1, Math.min(20, window.whole("consecutive-years", 2))));
        }
        if (window.has("each-year")) {
            Set<Integer> except = new LinkedHashSet<>();
            window.find("each-year");
            window.items("except").forEach(d -> window.asWhole(d).ifPresent(except::add));
            Optional<Window.Lending> lending = window.find("lend").map(d -> new Window.Lending(amounts.read(d, window),
                    conditions.selection(window.find("lend-of"), window),
                    window.choice("lend-to", Window.Lending.To.class, Window.Lending.To.EITHER)));
            return new Window.EachYear(except, lending);
        }
        if (window.has("each")) {
            return new Window.EachMonths(months(window, "each"));
        }
        if (window.has("either")) {
            List<Window.Option> options = new ArrayList<>();
            for (Doc item : window.items("either")) {
                Reader option = new Reader(item, window.faults());
                int years = Math.max(1, Math.min(20, option.whole("years", 1)));
                Amount atLeast = option.find("at-least").map(d -> amounts.read(d, option))
                        .orElse(new Amount.Fixed(BigDecimal.ONE));
                option.done();
                options.add(new Window.Option(years, atLeast));
            }
            if (options.isEmpty()) {
                window.fault("No option stands here.", "Write \"- {years: 1, at-least: 20}\" lines.");
                options.add(new Window.Option(1, new Amount.Fixed(BigDecimal.ONE)));
            }
            return new Window.Either(options, window.flag("share-years", false));
        }
        if (window.has("clock")) {
            return new Window.Clock(months(window, "clock"), conditions.moments().find("grid-from", window));
        }
        if (window.has("every-periods")) {
            return new Window.EveryPeriods(Math.max(1, window.whole("every-periods", 2)),
                    Math.max(1, window.whole("first", 1)));
        }
        if (window.has("from") || window.has("to")) {
            Moment from = conditions.moments().find("from", window).orElse(new Moment.PeriodStart(Period.ZERO));
            Moment to = conditions.moments().find("to", window).orElse(new Moment.PeriodEnd(Period.ZERO));
            return new Window.Between(from, to);
        }
        fields.fault("This is no window.", "One of: last, consecutive-years, each-year, each, either, clock, every-periods, "
                + "from and to.");
        return new Window.WholePeriod();
    }

    private int months(Reader window, String name) {
        String text = window.need(name);
        return months(text).orElseGet(() -> {
            window.fault("\"" + Reader.shorten(text) + "\" is no length of time.", "Write \"3 years\" or \"24 months\".");
            return 12;
        });
    }

    static Optional<Integer> months(String text) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split(" +", -1);
        if (words.length != 2 || !words[0].matches("[0-9]{1,3}") || words[0].matches("0+")) {
            return Optional.empty();
        }
        int count = Integer.parseInt(words[0]);
        return switch (words[1]) {
            case "year", "years" -> Optional.of(count * 12);
            case "month", "months" -> Optional.of(count);
            default -> Optional.empty();
        };
    }
}
