package collegium.web.member;

import collegium.kernel.Call;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Proposes the kind of an activity from the words typed and from what the member recorded before; the member decides. */
@Component
final class Proposals {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int TELLING = 4;
    private static final int BEFORE = 100;

    private final Portfolios portfolios;

    Proposals(Portfolios portfolios) {
        this.portfolios = portfolios;
    }

    /**
     * What it probably is.
     *
     * @param structured empty where nothing before says so
     */
    record Proposal(String type, Optional<Boolean> structured) {

        /** As the form sends it back, to tell a proposal that was left alone from a choice. */
        String mark() {
            return type + "|" + structured.map(is -> is ? "yes" : "no").orElse("");
        }
    }

    /** Empty where the words say nothing; never a type that no scheme of the member knows. */
    Optional<Proposal> of(Call call, SchemeWords words, String title) {
        List<String> typed = telling(title);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        List<Activity> before = portfolios.list(call, OwnSchemes.own(call), ActivityQuery.latest(BEFORE));
        List<SchemeWords.Choice> types = words.choices("type");
        return before.stream().filter(activity -> activity.title().equalsIgnoreCase(title.strip())).findFirst().map(Activity::said)
                .map(said -> new Proposal(said.type(), said.structured()))
                .or(() -> types.stream().filter(type -> shared(typed, telling(type.name())) > 0)
                        .max(Comparator.comparingLong(type -> shared(typed, telling(type.name()))))
                        .map(type -> new Proposal(type.value(), usual(before, type.value()))))
                .or(() -> before.stream().filter(activity -> shared(typed, telling(activity.title())) > 0)
                        .max(Comparator.comparingLong(activity -> shared(typed, telling(activity.title()))))
                        .map(activity -> new Proposal(activity.said().type(), activity.said().structured())))
                .filter(proposal -> types.stream().anyMatch(type -> type.value().equals(proposal.type())));
    }

    /** What the member mostly said of this type. */
    private static Optional<Boolean> usual(List<Activity> before, String type) {
        List<Boolean> said = before.stream().map(Activity::said).filter(activity -> activity.type().equals(type))
                .flatMap(activity -> activity.structured().stream()).toList();
        long structured = said.stream().filter(is -> is).count();
        return said.isEmpty() ? Optional.empty() : Optional.of(structured * 2 >= said.size());
    }

    /** The words that tell something, without their endings: reading and readings are one. */
    private static List<String> telling(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))).filter(word -> word.length() >= TELLING)
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word).distinct().limit(40).toList();
    }

    private static long shared(List<String> typed, List<String> known) {
        return known.stream().filter(typed::contains).count();
    }
}
