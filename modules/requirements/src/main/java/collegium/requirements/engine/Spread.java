package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Splits a run of years into windows of the options, so that the fewest, then the least, fall short. */
final class Spread {

    private record Split(int failing, BigDecimal distance, List<Trial> trials) {

        Split and(Trial trial) {
            List<Trial> more = new ArrayList<>(trials);
            more.add(trial);
            return new Split(failing + (trial.met() ? 0 : 1), distance.add(trial.distance()), more);
        }

        boolean betterThan(Split other) {
            return failing != other.failing ? failing < other.failing : distance.compareTo(other.distance) < 0;
        }
    }

    private final List<Span> years;
    private final Window.Either either;
    private final BiFunction<Span, Window.Option, Trial> trying;

    Spread(List<Span> years, Window.Either either, BiFunction<Span, Window.Option, Trial> trying) {
        this.years = years;
        this.either = either;
        this.trying = trying;
    }

    /** Dynamic programming over the years: linear in their number. Where years are shared, windows may overlap. */
    List<Trial> best() {
        List<Optional<Split>> upTo = new ArrayList<>();
        upTo.add(Optional.of(new Split(0, BigDecimal.ZERO, List.of())));
        for (int end = 1; end <= years.size(); end++) {
            Optional<Split> best = Optional.empty();
            for (Window.Option option : either.options()) {
                int start = end - option.years();
                if (start < 0) {
                    continue;
                }
                Trial trial = trying.apply(new Span(years.get(start).from(), years.get(end - 1).to()), option);
                int from = start;
                int to = either.shared() ? end - 1 : start;
                for (int before = from; before <= to; before++) {
                    Optional<Split> with = upTo.get(before).map(s -> s.and(trial));
                    if (with.isPresent() && (best.isEmpty() || with.get().betterThan(best.get()))) {
                        best = with;
                    }
                }
            }
            upTo.add(best);
        }
        return upTo.getLast().map(Split::trials).orElse(List.of());
    }
}
