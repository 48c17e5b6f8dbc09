package collegium.requirements.engine;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Days from the first to the last, both in it. */
public record Span(LocalDate from, LocalDate to) {

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    public boolean overlaps(Span other) {
        return !other.to.isBefore(from) && !other.from.isAfter(to);
    }

    public Optional<Span> intersect(Span other) {
        if (!overlaps(other)) {
            return Optional.empty();
        }
        return Optional.of(new Span(
                from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to));
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** Twelve months at a time from the first day; a rest shorter than a year is a year of its own. */
    public List<Span> years() {
        return parts(12);
    }

    /** So many months at a time from the first day; a shorter rest is a part of its own. */
    public List<Span> parts(int months) {
        List<Span> parts = new ArrayList<>();
        for (int n = 0; ; n++) {
            LocalDate start = from.plusMonths((long) months * n);
            if (start.isAfter(to)) {
                return parts;
            }
            LocalDate end = from.plusMonths(months * (n + 1L)).minusDays(1);
            parts.add(new Span(start, end.isAfter(to) ? to : end));
        }
    }

    /** By its first and last year alone, as headings and messages name it: the days stand beside it where they matter. */
    public String inYears() {
        return from.getYear() == to.getYear() ? "" + from.getYear() : from.getYear() + "–" + to.getYear();
    }

    /** How explanations name it: a calendar year by its number, calendar years by the first and last, otherwise by dates. */
    public String label() {
        boolean calendar = from.getDayOfYear() == 1 && to.getMonthValue() == 12 && to.getDayOfMonth() == 31;
        if (!calendar) {
            return from + " to " + to;
        }
        return from.getYear() == to.getYear() ? "" + from.getYear() : from.getYear() + "-" + to.getYear();
    }
}
