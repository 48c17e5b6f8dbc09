package collegium.requirements.schemes;

import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Carried;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Reason;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.math.BigDecimal;
import java.util.Locale;

/** A standing as plain text, for people at a terminal. */
public final class StandingText {

    private StandingText() {}

    public static String write(Standing standing) {
        StringBuilder text = new StringBuilder();
        text.append(standing.scheme()).append(", version ").append(standing.version()).append(", period ")
                .append(standing.period().span().label()).append(", as at ").append(standing.asAt()).append('\n');
        text.append(standing.compliant() ? "Compliant" : "Not compliant").append(" (")
                .append(words(standing.status())).append(")\n\n");
        standing.findings().forEach(f -> finding(f, "", text));
        if (!standing.activities().isEmpty()) {
            text.append("\nActivities\n");
            standing.activities().forEach(a -> activity(a, text));
        }
        if (!standing.carryOut().isEmpty()) {
            text.append("\nMay be carried on\n");
            for (Carried carried : standing.carryOut()) {
                text.append("  ").append(plain(carried.amount())).append(' ').append(standing.unit())
                        .append(" earned on ").append(carried.earned());
                carried.expires().ifPresent(day -> text.append(", until ").append(day));
                text.append('\n');
            }
        }
        standing.outcome().ifPresent(outcome -> text.append("\nOutcome: ").append(outcome.title()).append('\n'));
        standing.nextChange().ifPresent(day -> text.append("\nTime alone changes this next on ").append(day)
                .append(".\n"));
        return text.toString();
    }

    private static void finding(Finding finding, String indent, StringBuilder text) {
        text.append(indent).append(String.format(Locale.ROOT, "%-12s", words(finding.status())))
                .append(finding.title());
        finding.instance().ifPresent(i -> text.append(" [").append(i).append(']'));
        if (finding.severity() != Severity.MANDATORY) {
            text.append(" (").append(finding.severity().name().toLowerCase(Locale.ROOT)).append(')');
        }
        text.append(": ").append(plain(finding.counted())).append(" of ").append(plain(finding.needed())).append(' ')
                .append(finding.unit());
        if (finding.shortBy().signum() > 0) {
            text.append(", short by ").append(plain(finding.shortBy()));
        }
        finding.clause().ifPresent(c -> text.append("  (").append(c).append(')'));
        text.append('\n');
        for (Reason reason : finding.why()) {
            text.append(indent).append("              ").append(reason.text()).append('\n');
        }
        if (!finding.nearest().isEmpty()) {
            text.append(indent).append("              Nearest: ").append(finding.nearest());
            text.append(finding.by().map(by -> ", by " + by).orElse(anyDay(finding) ? "" : "; its time is over"));
            text.append('\n');
        }
        finding.options().forEach(option -> finding(option, indent + "    ", text));
    }

    /** What is short in a window that ends with the day judged at has no last day. */
    private static boolean anyDay(Finding finding) {
        return finding.why().stream().anyMatch(reason -> reason.code().equals("any-day"));
    }

    private static void activity(ActivityCredit activity, StringBuilder text) {
        text.append("  ").append(activity.date()).append("  ").append(activity.activity()).append(": claimed ")
                .append(plain(activity.claimed())).append(", credited ").append(plain(activity.credited()))
                .append(", counted ").append(plain(activity.counted()));
        if (activity.carried().signum() > 0) {
            text.append(", carried ").append(plain(activity.carried()));
        }
        text.append('\n');
        for (Reason reason : activity.why()) {
            text.append("              ").append(reason.text());
            reason.clause().ifPresent(c -> text.append(" (").append(c).append(')'));
            text.append('\n');
        }
    }

    static String words(Status status) {
        return switch (status) {
            case MET -> "Met";
            case ON_TRACK -> "On track";
            case AT_RISK -> "At risk";
            case SHORT -> "Short";
            case OPEN -> "Open";
            case PROVISIONAL -> "Provisional";
            case RELIEVED -> "Relieved";
            case UNKNOWN -> "Unknown";
            case UNDECIDED -> "Undecided";
        };
    }

    private static String plain(BigDecimal value) {
        return value.toPlainString();
    }
}
