package collegium.requirements.engine;

import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How periods follow each other, as members read it. */
final class PeriodWords {

    private static final DateTimeFormatter YEARLY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private final Scheme scheme;
    private final Phrases phrases;

    PeriodWords(Scheme scheme, Phrases phrases) {
        this.scheme = scheme;
        this.phrases = phrases;
    }

    String words() {
        int months = scheme.cycle().months();
        String length = months == 12 || months == 1 ? "a " + Phrases.span(months) : Phrases.span(months);
        return switch (scheme.cycle().anchor()) {
            case Cycle.Anchor.OnDay on when months == 12 && on.day().equals(MonthDay.of(1, 1)) -> "A period is a calendar year." + first(on.day(), on.joining());
            case Cycle.Anchor.OnDay on -> "A period is " + length + ", from " + YEARLY.format(on.day())
                    + on.anyYear().filter(_ -> months > 12).map(year -> "; one begins in " + year).orElse("") + "." + first(on.day(), on.joining());
            case Cycle.Anchor.ByFact by -> "A period is " + length + ", from " + by.days().entrySet().stream()
                    .sorted(Map.Entry.<String, MonthDay>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(each -> YEARLY.format(each.getValue()) + " (" + value(by.fact(), each.getKey()) + ")").collect(Collectors.joining(", ")) + ".";
            case Cycle.Anchor.Anniversary anniversary -> "A period is " + length + ", the first from " + phrases.fact(anniversary.fact()) + ".";
            case Cycle.Anchor.EndsWith ends -> "A period is " + length + "; one ends on " + phrases.fact(ends.fact()) + ".";
            case Cycle.Anchor.Blocks blocks -> "The periods are " + blocks.blocks().stream()
                    .map(block -> Phrases.DAY.format(block.from()) + " to " + Phrases.DAY.format(block.to())).collect(Collectors.joining(", ")) + ".";
        };
    }

    private String value(String fact, String value) {
        return Optional.ofNullable(scheme.vocabulary().facts().get(fact)).map(kind -> kind.values().get(value)).orElse(value);
    }

    private String first(MonthDay start, Cycle.Joining joining) {
        return joining.fact().map(fact -> {
            String before = " A member's first begins on the " + YEARLY.format(start) + " up to " + phrases.fact(fact);
            String after = " A member's first begins on the " + YEARLY.format(start) + " after " + phrases.fact(fact) + ".";
            return joining.until().map(until -> before + ", or on the next where that is after " + YEARLY.format(until) + ".")
                    .orElse(joining.first() == Cycle.Joining.First.NEXT ? after : before + ".");
        }).orElse("");
    }
}
