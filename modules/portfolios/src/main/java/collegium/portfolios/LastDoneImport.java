package collegium.portfolios;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.membership.ImportColumn;
import collegium.membership.ImportFault;
import collegium.membership.ImportRow;
import collegium.membership.Members;
import collegium.requirements.Schemes;
import collegium.requirements.TagNames;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The day on which a topic was last done, where nothing more is known than that, from a file: an entry of one, without hours, from
 * which a topic that comes due again runs.
 */
@Component
final class LastDoneImport extends ActivityTarget {

    private static final List<ImportColumn> COLUMNS = List.of(
            ActivityRow.COLUMNS.getFirst(),
            ImportColumn.required("topic", "safety", "subject", "course"),
            ImportColumn.required("date", "2024-05-20", "last done", "completed", "done on"),
            ImportColumn.optional("title", "Safety refresher", "name", "description"),
            ImportColumn.optional("type", "course", "activity type"));

    LastDoneImport(TenantDatabase database, Members members, Schemes schemes, ApplicationEventPublisher events) {
        super(database, members, schemes, events);
    }

    @Override
    public String kind() {
        return "last-done";
    }

    @Override
    public List<ImportColumn> columns() {
        return COLUMNS;
    }

    @Override
    public Optional<String> key(ImportRow row) {
        Optional<LocalDate> day = row.date("date", new ArrayList<>());
        return row.text("number").flatMap(number -> row.text("topic").flatMap(topic -> day.map(on ->
                number + "\n" + TagNames.plain(topic) + "\n" + on)));
    }

    @Override
    ActivityRow read(Call call, ImportRow row, TagNames names, List<ImportFault> faults) {
        String number = row.required("number", 40, faults).orElse("");
        Optional<String> topic = row.required("topic", 100, faults).flatMap(written -> ActivityRow.named(names, "topic", "topic", written, faults));
        Optional<LocalDate> day = ActivityRow.day(row, "date", faults);
        Optional<String> type = row.text("type").flatMap(written -> ActivityRow.named(names, "type", "type", written, faults));
        String title = row.text("title").or(() -> row.text("topic")).orElse("");
        return day.isEmpty() || topic.isEmpty() ? new ActivityRow(number, Optional.empty())
                : ActivityRow.checked(call, number, new RecordActivity(Optional.empty(), false, title, day.get(), day.get(), List.of(),
                        Map.of("entries", BigDecimal.ONE), type.orElse("other"), Optional.empty(), Optional.empty(), Set.of(topic.get()), Set.of(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), RecordActivity.Texts.NONE), faults);
    }
}
