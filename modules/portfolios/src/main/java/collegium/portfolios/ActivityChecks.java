package collegium.portfolios;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Written;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Refuses what cannot be true of an activity, all of it at once. */
final class ActivityChecks {

    private static final BigDecimal DAY = new BigDecimal(24);
    private static final BigDecimal SIXTY = new BigDecimal(60);
    private static final BigDecimal MOST_HOURS = new BigDecimal(2_000);
    private static final BigDecimal MOST = new BigDecimal(10_000);
    private static final int MOST_TAGS = 30;

    private ActivityChecks() {}

    /** The command with its texts tidied. */
    static RecordActivity checked(Call call, RecordActivity said) {
        Faults faults = new Faults();
        String title = Written.line(faults, "title", said.title(), 200);
        Written.word(faults, "type", said.type());
        said.mode().ifPresent(mode -> Written.word(faults, "mode", mode));
        said.topics().forEach(topic -> Written.word(faults, "topics", topic));
        said.flags().forEach(flag -> Written.word(faults, "flags", flag));
        faults.require(said.topics().size() <= MOST_TAGS, "too-many", "topics");
        faults.require(said.flags().size() <= MOST_TAGS, "too-many", "flags");
        Optional<String> provider = Written.line(faults, "provider", said.provider(), 200);
        Optional<String> course = Written.line(faults, "course", said.course(), 200);
        Optional<String> role = Written.line(faults, "role", said.roleTaken(), 100);
        RecordActivity.Texts texts = new RecordActivity.Texts(
                Written.prose(faults, "notes", said.texts().notes(), 10_000),
                Written.prose(faults, "reflection", said.texts().reflection(), 20_000),
                Written.prose(faults, "outcome", said.texts().outcome(), 10_000));
        days(faults, call.today(), said);
        measures(faults, said);
        faults.refuse();
        return new RecordActivity(said.key(), said.planned(), title, said.started(), said.ended(), said.sessions(), said.measures(),
                said.type(), said.mode(), said.structured(), said.topics(), said.flags(), provider, course, role, said.objective(), texts);
    }

    private static void days(Faults faults, LocalDate today, RecordActivity said) {
        faults.require(!said.ended().isBefore(said.started()), "ends-before-start", "ended");
        if (!said.planned() && said.ended().isAfter(today)) {
            faults.add("in-the-future", "ended", Map.of("today", today));
        }
        LocalDate oldest = today.minusYears(60);
        if (said.started().isBefore(oldest)) {
            faults.add("too-long-ago", "started", Map.of("oldest", oldest));
        }
        if (said.ended().isAfter(today.plusYears(10))) {
            faults.add("too-far-ahead", "ended", Map.of("latest", today.plusYears(10)));
        }
        faults.require(said.sessions().size() <= 400, "too-many", "sessions");
        for (Session session : said.sessions()) {
            faults.require(!session.day().isBefore(said.started()) && !session.day().isAfter(said.ended()), "session-outside", "sessions");
            faults.require(session.hours().signum() > 0 && session.hours().compareTo(DAY) <= 0, "hours-of-a-day", "sessions");
            if (session.hours().stripTrailingZeros().scale() > 4) {
                faults.add("too-precise", "sessions", Map.of("decimals", 4));
            }
        }
    }

    private static void measures(Faults faults, RecordActivity said) {
        faults.require(!said.measures().isEmpty(), "required", "amount");
        faults.require(said.measures().size() <= 10, "too-many", "amount");
        said.measures().forEach((unit, amount) -> {
            Written.word(faults, "unit", unit);
            faults.require(amount.signum() > 0, "not-positive", "amount");
            // First of all: to divide 1E-999999999 would take all the memory that there is.
            if (amount.stripTrailingZeros().scale() > 4) {
                faults.add("too-precise", "amount", Map.of("decimals", 4));
            } else if (amount.compareTo(MOST) >= 0) {
                faults.add("too-much", "amount", Map.of("most", MOST));
            } else {
                hours(unit, amount).ifPresent(hours -> time(faults, said, hours));
            }
        });
    }

    /** Nobody learns more than 24 hours a day. */
    private static void time(Faults faults, RecordActivity said, BigDecimal hours) {
        long days = Math.max(1, ChronoUnit.DAYS.between(said.started(), said.ended()) + 1);
        BigDecimal most = DAY.multiply(BigDecimal.valueOf(days)).min(MOST_HOURS);
        if (hours.compareTo(most) > 0) {
            faults.add("more-than-the-days-have", "amount", Map.of("most", most, "days", days));
        }
    }

    private static Optional<BigDecimal> hours(String unit, BigDecimal amount) {
        return switch (unit) {
            case "hours" -> Optional.of(amount);
            case "minutes" -> Optional.of(amount.divide(SIXTY, 6, RoundingMode.HALF_UP));
            default -> Optional.empty();
        };
    }
}
