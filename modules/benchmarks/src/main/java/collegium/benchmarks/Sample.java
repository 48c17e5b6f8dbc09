package collegium.benchmarks;

import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Artefact;
import collegium.requirements.engine.Fact;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Verdict;
import collegium.requirements.schemes.ShippedSchemes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A member as one finds them, for a shipped scheme: facts, artefacts, and activities spread over the period. */
record Sample(Scheme scheme, MemberRecord record, Period period, LocalDate asAt) {

    /** A member in the middle of the period's last year, so that windows are open, closed and still to come. */
    static Sample of(String id, int activities) {
        Scheme scheme = ShippedSchemes.scheme(id).orElseThrow();
        Map<String, List<Fact>> facts = new HashMap<>();
        facts(id).forEach((name, values) -> facts.put(name, List.of(Fact.always(values))));
        LocalDate asAt = LocalDate.of(2026, 9, 30);
        Period period = period(scheme, asAt);
        Random random = new Random(20_26);
        List<Artefact> artefacts = new ArrayList<>();
        for (LocalDate day = period.start(); day.isBefore(asAt); day = day.plusYears(1)) {
            for (String kind : scheme.vocabulary().artefacts().keySet()) {
                artefacts.add(new Artefact("f" + artefacts.size(), kind, day.plusDays(90), Optional.empty(), Map.of()));
            }
        }
        RandomRecords records = new RandomRecords(scheme, random);
        MemberRecord record = new MemberRecord(facts, records.activities(activities, period.start(), asAt), artefacts,
                List.of(), List.of(), List.of(), List.of());
        return new Sample(scheme, record, period, asAt);
    }

    private static Period period(Scheme scheme, LocalDate asAt) {
        int months = scheme.cycle().months();
        LocalDate start = LocalDate.of(asAt.getYear() + 1, 1, 1).minusMonths(months);
        return new Period(start, LocalDate.of(asAt.getYear(), 12, 31), 2);
    }

    private static Map<String, String[]> facts(String id) {
        return switch (id) {
            case "gdc" -> Map.of("titles", new String[] {"dentist"});
            case "ny-cpa" -> Map.of("attest_services", new String[] {"true"}, "licensed", new String[] {"2015-01-01"});
            case "nmba" -> Map.of("registrations", new String[] {"nurse", "midwife"}, "endorsement", new String[] {"true"});
            case "fca-advice" -> Map.of("roles", new String[] {"ria", "idd", "pts", "other"});
            case "ca-cpa" -> Map.of("attest", new String[] {"true"}, "government", new String[] {"true"});
            default -> Map.of();
        };
    }

    Standing judge(Judge judge) {
        return judge.judge(record, period, asAt);
    }

    Verdict verdict(Judge judge) {
        return judge.verdict(record, period, asAt);
    }

    /** Reads every finding, activity and reason; the answer only keeps the reading from being skipped. */
    static int readAll(Standing standing) {
        int read = 0;
        for (Finding finding : standing.findings()) {
            read += finding.why().size() + finding.nearest().length();
        }
        for (ActivityCredit activity : standing.activities()) {
            read += activity.why().size() + activity.uses().size();
        }
        return read + standing.carryOut().size();
    }
}
