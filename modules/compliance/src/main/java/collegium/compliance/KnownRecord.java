package collegium.compliance;

import collegium.kernel.EnrolmentId;
import collegium.kernel.PeriodId;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Decision;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Relief;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that is judged of one member as known at one revision, for all that applies to the member.
 *
 * @param carried what was carried into each period
 * @param owed what earlier periods fell short of, by the period that is asked for it
 */
record KnownRecord(
        Map<String, List<Fact>> facts, List<Activity> activities, List<Artefact> artefacts, List<Decision> decisions,
        List<Granted> reliefs, Map<PeriodId, List<Carried>> carried, Map<PeriodId, List<Owed>> owed) {

    /** Relief that was granted, in one enrolment or in all. */
    record Granted(Optional<EnrolmentId> enrolment, Relief relief) {}

    KnownRecord {
        facts = Map.copyOf(facts);
        activities = List.copyOf(activities);
        artefacts = List.copyOf(artefacts);
        decisions = List.copyOf(decisions);
        reliefs = List.copyOf(reliefs);
        carried = Map.copyOf(carried);
        owed = Map.copyOf(owed);
    }

    /** What of it bears on one enrolment's period. */
    MemberRecord in(EnrolledIn enrolled) {
        return in(enrolled.id(), enrolled.period().map(EnrolledIn.OpenPeriod::id));
    }

    MemberRecord in(EnrolmentId enrolment, Optional<PeriodId> period) {
        return new MemberRecord(facts, activities, artefacts, decisions,
                reliefs.stream().filter(granted -> granted.enrolment().map(enrolment::equals).orElse(true)).map(Granted::relief).toList(),
                period.map(carried::get).orElse(List.of()), period.map(owed::get).orElse(List.of()));
    }
}
