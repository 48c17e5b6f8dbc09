package collegium.portfolios;

import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.membership.ImportColumn;
import collegium.membership.ImportFault;
import collegium.membership.ImportRow;
import collegium.requirements.TagNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A row of a file of past activities, read. */
record ActivityRow(String number, Optional<RecordActivity> said) {

    static final List<ImportColumn> COLUMNS = List.of(
            ImportColumn.required("number", "20133", "membership number", "member number", "member no", "member", "registration number", "Mitgliedsnummer"),
            ImportColumn.required("date", "2025-03-14", "ended", "completed", "date completed", "end date", "completed on", "Datum"),
            ImportColumn.optional("started", "2025-03-13", "start date", "from", "started on"),
            ImportColumn.required("title", "Tax conference", "activity", "name", "description", "course title", "Titel"),
            ImportColumn.required("type", "conference", "activity type", "kind"),
            ImportColumn.required("amount", "10", "hours", "how much", "quantity", "Stunden"),
            ImportColumn.optional("unit", "hours", "units"),
            ImportColumn.optional("structured", "yes"),
            ImportColumn.optional("topics", "tax, ethics", "topic", "subject", "subjects"),
            ImportColumn.optional("flags", "verifiable", "tags"),
            ImportColumn.optional("mode", "live"),
            ImportColumn.optional("provider", "Harbour Events", "organiser"),
            ImportColumn.optional("course", "TAX-2025", "course code"),
            ImportColumn.optional("role taken", "attended"),
            ImportColumn.optional("reflection", "What I do differently since"),
            ImportColumn.optional("reference", "CPD-00042", "ref", "record number", "entry number"));

    /** Fields of what is recorded that a file calls otherwise. */
    private static final Map<String, String> COLUMN_OF = Map.of("ended", "date", "role", "role taken");

    /** Reads a row; what is wrong with it is added to the faults, and nothing is said then. */
    static ActivityRow of(Call call, ImportRow row, TagNames names, List<ImportFault> faults) {
        String number = row.required("number", 40, faults).orElse("");
        String title = row.required("title", 200, faults).orElse("");
        Optional<LocalDate> ended = day(row, "date", faults);
        LocalDate last = ended.orElse(LocalDate.EPOCH);
        LocalDate first = row.date("started", faults).orElse(last);
        Optional<BigDecimal> amount = row.decimal("amount", faults);
        if (row.text("amount").isEmpty()) {
            faults.add(ImportFault.of("amount", "required"));
        }
        String unit = row.text("unit").map(text -> TagNames.plain(text).replace(' ', '_')).map(ActivityRow::plural).orElse("hours");
        String type = row.required("type", 100, faults).flatMap(written -> named(names, "type", "type", written, faults)).orElse("other");
        Optional<Boolean> structured = row.yesNo("structured", faults);
        RecordActivity said = new RecordActivity(Optional.empty(), false, title, first, last, List.of(),
                amount.map(much -> Map.of(unit, much)).orElse(Map.of()), type,
                row.text("mode").flatMap(written -> named(names, "mode", "mode", written, faults)), structured,
                tags(row, "topics", "topic", names, faults), tags(row, "flags", "flag", names, faults),
                row.text("provider"), row.text("course"), row.text("role taken"), Optional.empty(),
                new RecordActivity.Texts(Optional.empty(), row.text("reflection"), Optional.empty()));
        return checked(call, number, said, faults);
    }

    /** What a member may record, by the same rules as when they record it themselves. */
    static ActivityRow checked(Call call, String number, RecordActivity said, List<ImportFault> faults) {
        if (!faults.isEmpty()) {
            return new ActivityRow(number, Optional.empty());
        }
        try {
            return new ActivityRow(number, Optional.of(ActivityChecks.checked(call, said)));
        } catch (Refused refused) {
            refused.faults().forEach(fault -> faults.add(ImportFault.of(COLUMN_OF.getOrDefault(fault.field(), fault.field()), fault.code(),
                    fault.facts().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, fact -> fact.getValue().toString())))));
            return new ActivityRow(number, Optional.empty());
        }
    }

    static Optional<LocalDate> day(ImportRow row, String column, List<ImportFault> faults) {
        if (row.text(column).isEmpty()) {
            faults.add(ImportFault.of(column, "required"));
        }
        return row.date(column, faults);
    }

    private static String plural(String unit) {
        return switch (unit) {
            case "h", "hr", "hrs", "hour" -> "hours";
            case "min", "mins", "minute" -> "minutes";
            case "point", "pt", "pts" -> "points";
            case "credit" -> "credits";
            case "day" -> "days";
            case "entry" -> "entries";
            default -> unit;
        };
    }

    static Optional<String> named(TagNames names, String kind, String column, String written, List<ImportFault> faults) {
        Optional<String> name = names.name(kind, written);
        if (name.isEmpty()) {
            faults.add(ImportFault.of(column, "unknown-word", Map.of("value", written)));
        }
        return name;
    }

    private static Set<String> tags(ImportRow row, String column, String kind, TagNames names, List<ImportFault> faults) {
        Set<String> tags = new LinkedHashSet<>();
        row.text(column).ifPresent(text -> Arrays.stream(text.split("[,;|]")).map(String::strip).filter(tag -> !tag.isEmpty())
                .forEach(tag -> named(names, kind, column, tag, faults).ifPresent(tags::add)));
        return tags;
    }

    /** What makes it the same activity in every file: the body's reference, or else all that says which it was. */
    static Optional<String> key(ImportRow row) {
        Optional<String> number = row.text("number");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (row.text("reference").isPresent()) {
            return Optional.of(number.get() + "\nreference\n" + row.text("reference").get());
        }
        List<ImportFault> ignored = new ArrayList<>();
        Map<String, String> parts = new TreeMap<>();
        for (String column : List.of("title", "type", "unit", "topics")) {
            row.text(column).ifPresent(text -> parts.put(column, TagNames.plain(text)));
        }
        row.date("date", ignored).ifPresent(day -> parts.put("date", day.toString()));
        row.date("started", ignored).ifPresent(day -> parts.put("started", day.toString()));
        row.decimal("amount", ignored).ifPresent(much -> parts.put("amount", much.stripTrailingZeros().toPlainString()));
        return Optional.of(number.get() + "\n" + parts);
    }
}
