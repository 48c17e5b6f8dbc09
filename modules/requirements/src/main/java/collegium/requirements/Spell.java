package collegium.requirements;

import collegium.kernel.EnrolmentId;
import collegium.kernel.PeriodId;
import collegium.requirements.engine.Period;

/** One period of one enrolment, open or closed, with the name of the scheme that it is judged by. */
public record Spell(PeriodId id, EnrolmentId enrolment, String schemeName, Period days, boolean open) {}
