package collegium.notifications;

import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Told by whoever keeps the standings: which deadlines come near while something is missing. */
public interface DueReminders {

    /**
     * One requirement that must still be met.
     *
     * @param requirement its key in the scheme
     * @param deadline the last day of doing, recording or declaring, as the requirement has it, in the body's zone
     * @param line its part of the standing
     */
    record Due(EnrolmentId enrolment, PeriodId period, MemberId member, String requirement, LocalDate deadline, Facts.Line line) {}

    /** What is missing in some periods, and the last period that was looked at: empty where there are no more. */
    record Page(List<Due> due, Optional<PeriodId> last) {}

    /**
     * Requirements of open periods with a deadline from the call's local date up to {@code until}, neither met nor relieved,
     * period by period in the order of their ids.
     *
     * @param after the last period of the page before
     * @param periods how many periods to look at
     */
    Page due(Call call, LocalDate until, Optional<PeriodId> after, int periods);
}
