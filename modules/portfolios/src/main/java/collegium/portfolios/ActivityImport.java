package collegium.portfolios;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.membership.ImportColumn;
import collegium.membership.ImportFault;
import collegium.membership.ImportRow;
import collegium.membership.Members;
import collegium.requirements.Schemes;
import collegium.requirements.TagNames;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What members did before the body came, from a file. */
@Component
final class ActivityImport extends ActivityTarget {

    ActivityImport(TenantDatabase database, Members members, Schemes schemes, ApplicationEventPublisher events) {
        super(database, members, schemes, events);
    }

    @Override
    public String kind() {
        return "activities";
    }

    @Override
    public List<ImportColumn> columns() {
        return ActivityRow.COLUMNS;
    }

    @Override
    public Optional<String> key(ImportRow row) {
        return ActivityRow.key(row);
    }

    @Override
    ActivityRow read(Call call, ImportRow row, TagNames names, List<ImportFault> faults) {
        return ActivityRow.of(call, row, names, faults);
    }
}
