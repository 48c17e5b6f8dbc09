package collegium.compliance;

import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.STANDING;
import static org.jooq.impl.DSL.noCondition;

import collegium.database.TenantDatabase;
import collegium.database.tenant.tables.records.StandingRecord;
import collegium.kernel.Call;
import collegium.kernel.PeriodId;
import collegium.notifications.DueReminders;
import collegium.notifications.Facts;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which mandatory requirements of open periods are missing while the last day on which they can be met comes near, read from the standings. */
@Component
final class DueDeadlines implements DueReminders {

    private final TenantDatabase database;
    private final Standings standings;

    DueDeadlines(TenantDatabase database, Standings standings) {
        this.database = database;
        this.standings = standings;
    }

    @Override
    public Page due(Call call, LocalDate until, Optional<PeriodId> after, int periods) {
        return database.in(call.body(), sql -> {
            var rows = sql.select(STANDING.fields())
                    .from(PERIOD)
                    .join(STANDING).on(STANDING.ENROLMENT_ID.eq(PERIOD.ENROLMENT_ID)).and(STANDING.PERIOD_ID.eq(PERIOD.ID))
                    .where(PERIOD.STATUS.eq("open"))
                    .and(STANDING.COMPLIANT.isFalse())
                    // The day after a window closes the standing changes: where that is later than this, no deadline is near.
                    .and(STANDING.NEXT_CHANGE_ON.le(until.plusDays(1)))
                    .and(after.map(PERIOD.ID::gt).orElse(noCondition()))
                    .orderBy(PERIOD.ID)
                    .limit(periods)
                    .fetchInto(STANDING);
            List<Due> due = new ArrayList<>();
            for (StandingRecord row : rows) {
                standings.read(sql, call, row).findings().stream()
                        .filter(DueDeadlines::missing)
                        .forEach(finding -> finding.by().filter(by -> !by.isBefore(call.today()) && !by.isAfter(until))
                                .ifPresent(by -> due.add(new Due(row.getEnrolmentId(), row.getPeriodId(), row.getMemberId(), finding.name(), by, line(finding)))));
            }
            return new Page(due, rows.size() < periods ? Optional.empty() : Optional.of(rows.getLast().getPeriodId()));
        });
    }

    /** Neither met nor relieved, and up to the member now: what a later window decides is not asked for yet. */
    private static boolean missing(Finding finding) {
        boolean settled = finding.status() == Status.MET || finding.status() == Status.RELIEVED || finding.status() == Status.PROVISIONAL;
        return finding.severity() == Severity.MANDATORY && finding.inPlay() && !finding.met() && !settled && finding.shortBy().signum() > 0;
    }

    private static Facts.Line line(Finding finding) {
        return new Facts.Line(finding.title(), StandingStore.word(finding.status()), Optional.of(finding.needed()),
                Optional.of(finding.counted()), Optional.of(finding.shortBy()), finding.unit(), finding.nearest());
    }
}
