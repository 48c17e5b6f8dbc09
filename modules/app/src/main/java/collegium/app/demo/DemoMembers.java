package collegium.app.demo;

import collegium.membership.ChangeFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The facts of invented members: plausible, varied, the same on every machine. */
final class DemoMembers {

    private DemoMembers() {}

    static LocalDate joined(DemoBody body, RandomGenerator random) {
        return body.since().plusDays(random.nextInt(2, 2000));
    }

    static List<ChangeFact> facts(DemoBody body, int n, LocalDate joined, LocalDate today, RandomGenerator random) {
        List<ChangeFact> facts = new ArrayList<>();
        String source = "Register, on joining";
        switch (body.scheme()) {
            case "acca" -> {
                facts.add(ChangeFact.of("first_year", "no", joined, source));
                if (n == 0 || n % 7 == 0) {
                    facts.add(ChangeFact.of("registration", n % 14 == 0 ? "tax_agent" : "bas_agent", joined, "Register of tax practitioners"));
                    facts.add(ChangeFact.of("registered", today.minusMonths(2L + random.nextInt(8)).withDayOfMonth(1).toString(), joined,
                            "Register of tax practitioners"));
                }
            }
            case "gdc" -> {
                String[] titles = {"dentist", "dental_nurse", "dentist", "dental_hygienist", "dental_nurse", "dental_therapist"};
                facts.add(ChangeFact.of("titles", titles[n % titles.length], joined, source));
                facts.add(ChangeFact.of("registered", joined.toString(), joined, source));
            }
            case "nmc" -> {
                facts.add(ChangeFact.of("registrations", n % 9 == 4 ? "midwife" : "nurse", joined, source));
                // Whoever signs in is in the middle of the three years; the others are anywhere in them.
                facts.add(ChangeFact.of("renewed", today.minusMonths(n < 2 ? 12L + random.nextInt(23) : 1L + random.nextInt(35)).withDayOfMonth(1).toString(), joined, source));
                facts.add(ChangeFact.of("practice_hours", String.valueOf(n % 11 == 5 ? 380 : 460 + random.nextInt(1500)), joined, "The member"));
            }
            default -> throw new IllegalArgumentException(body.scheme());
        }
        return facts;
    }
}
