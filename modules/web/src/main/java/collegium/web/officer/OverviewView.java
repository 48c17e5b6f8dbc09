package collegium.web.officer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where members stand, then what needs the officer. Template {@code officer/overview}.
 *
 * @param period as people call it
 * @param members how many are judged
 * @param cohort met, on track, at risk, short, relieved and what else there is, in this order
 * @param queue what needs the officer, the oldest first
 * @param ahead dates that come, the next first
 */
public record OverviewView(String period, long members, LocalDate judged, Optional<Long> daysLeft, List<Part> cohort, List<Task> queue, List<Ahead> ahead) {

    /**
     * A part with how much is in it.
     *
     * @param path the members list with this status
     */
    public record Part(String status, long members, long before, String path) {

        /** Where its part of the bar begins, in per cent; a hair's gap stands between parts. */
        public String from(long all) {
            return percent(before, all);
        }

        public String wide(long all) {
            return percent(members, all);
        }

        public String fill() {
            return switch (status) {
                case "met" -> "f-met";
                case "on-track", "provisional" -> "f-track";
                case "at-risk" -> "f-risk";
                case "short" -> "f-short";
                case "relieved" -> "f-relieved";
                default -> "f-line";
            };
        }

        private static String percent(long part, long all) {
            return BigDecimal.valueOf(part * 100).divide(BigDecimal.valueOf(Math.max(1, all)), 2, RoundingMode.HALF_UP) + "%";
        }
    }

    /**
     * One thing to do.
     *
     * @param age in words: 3 days
     * @param late whether it should have been done
     * @param act what the button says
     */
    public record Task(String icon, String title, String note, String age, boolean late, String path, String act) {}

    public record Ahead(String what, LocalDate on) {}
}
