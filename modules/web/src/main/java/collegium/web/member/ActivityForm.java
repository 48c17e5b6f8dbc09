package collegium.web.member;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.portfolios.Activity;
import collegium.portfolios.RecordActivity;
import collegium.portfolios.Repeats;
import collegium.web.look.Amounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Turns the fields of the form of an activity into a command, and an activity into fields. */
record ActivityForm(Fields fields, SchemeWords words) {

    /** Where no scheme has types. */
    private static final String PLAIN = "activity";

    static Fields nothing(LocalDate today, SchemeWords words) {
        return Fields.none().with("when", "today").with("started", today.toString()).with("ended", today.toString()).with("unit", words.unit());
    }

    /** What is recorded, as the form shows it. */
    static Fields of(Activity activity, SchemeWords words) {
        RecordActivity said = activity.said();
        String unit = said.measures().containsKey(words.unit()) ? words.unit() : said.measures().keySet().stream().sorted().findFirst().orElse(words.unit());
        Fields fields = Fields.none().with("title", said.title()).with("when", "other").with("started", said.started().toString())
                .with("ended", said.ended().toString()).with("unit", unit).with("type", said.type()).with("mode", said.mode().orElse(""))
                .with("structured", said.structured().map(is -> is ? "yes" : "no").orElse("")).with("topics", said.topics().stream().sorted().toList())
                .with("flags", said.flags().stream().sorted().toList()).with("provider", said.provider().orElse("")).with("role", said.roleTaken().orElse(""))
                .with("objective", said.objective().map(UUID::toString).orElse("")).with("reflection", said.texts().reflection().orElse(""))
                .with("outcome", said.texts().outcome().orElse("")).with("notes", said.texts().notes().orElse(""));
        for (Map.Entry<String, BigDecimal> measure : said.measures().entrySet()) {
            fields = fields.with(measure.getKey().equals(unit) ? "amount" : "measure." + measure.getKey(), measure.getValue().toPlainString());
        }
        return said.planned() ? fields.with("planned", "true") : fields;
    }

    /**
     * The command; every field that cannot be read is refused at once. What the form does not show stays as it was before: measures
     * that it does not ask for, the course, sessions of the same days.
     */
    RecordActivity command(Call call, ActivityId id, Optional<RecordActivity> before) {
        Faults faults = new Faults();
        LocalDate first = first(faults, call.today());
        LocalDate last = fields.text("when").equals("other") || fields.text("when").isEmpty()
                ? fields.some("ended").map(_ -> fields.day(faults, "ended", first)).orElse(first) : first;
        String type = fields.some("type").orElse(words.choices("type").isEmpty() ? PLAIN : "");
        faults.require(!type.isEmpty(), "required", "type");
        faults.require(!fields.text("title").isBlank(), "required", "title");
        Map<String, BigDecimal> measures = measures(faults, before);
        faults.refuse();
        boolean sameDays = before.filter(was -> was.started().equals(first) && was.ended().equals(last)).isPresent();
        return new RecordActivity(Optional.of(id), fields.has("planned", "true"), fields.text("title"), first, last,
                sameDays ? before.orElseThrow().sessions() : List.of(), measures, type,
                words.choices("mode").isEmpty() ? before.flatMap(RecordActivity::mode) : fields.some("mode"),
                fields.some("structured").map("yes"::equals), new LinkedHashSet<>(fields.all("topics")), new LinkedHashSet<>(fields.all("flags")),
                fields.some("provider"), before.flatMap(RecordActivity::course), fields.some("role"), fields.some("objective").map(ActivityForm::objective),
                new RecordActivity.Texts(fields.some("notes"), fields.some("reflection"), fields.some("outcome")));
    }

    private LocalDate first(Faults faults, LocalDate today) {
        return switch (fields.text("when")) {
            case "today" -> today;
            case "yesterday" -> today.minusDays(1);
            default -> fields.day(faults, "started", today);
        };
    }

    private static UUID objective(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw Refused.invalid("unknown-objective", "objective");
        }
    }

    private Map<String, BigDecimal> measures(Faults faults, Optional<RecordActivity> before) {
        String unit = fields.some("unit").orElse(words.unit());
        Map<String, BigDecimal> measures = new LinkedHashMap<>(before.map(RecordActivity::measures).orElse(Map.of()));
        measures.remove(unit);
        words.measures("").forEach(measure -> measures.remove(measure.value()));
        amount(faults, "amount", unit).ifPresent(amount -> measures.put(unit, amount));
        words.measures("").stream().filter(measure -> !measure.value().equals(unit))
                .forEach(measure -> amount(faults, "measure." + measure.value(), measure.value()).ifPresent(amount -> measures.put(measure.value(), amount)));
        faults.require(!measures.isEmpty() || !fields.text("amount").isBlank(), "amount-required", "amount");
        return measures;
    }

    private Optional<BigDecimal> amount(Faults faults, String field, String unit) {
        return fields.some(field).flatMap(text -> {
            Optional<BigDecimal> read = Amounts.read(text, unit);
            faults.require(read.isPresent(), unit.startsWith("hour") ? "amount-form" : "number-form", field);
            return read;
        });
    }

    /** How it comes again, where the form says so. */
    Optional<Repeats> repeats() {
        return fields.some("repeat").map(every -> {
            Faults faults = new Faults();
            LocalDate until = fields.day(faults, "until", LocalDate.EPOCH);
            faults.refuse();
            try {
                return new Repeats(Repeats.Every.valueOf(every.toUpperCase(Locale.ROOT)), until);
            } catch (IllegalArgumentException _) {
                throw Refused.invalid("unknown-word", "repeat");
            }
        });
    }
}
