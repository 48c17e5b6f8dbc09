package collegium.requirements.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one judgement: activities by day, then what was carried in, then awards. Each selection is asked once of
 * each entry, whatever windows it is then used in; the activities of a window are a stretch, since they stand in the order
 * of their days.
 */
final class Entries {

    private static final boolean[] NONE = {};

    final Entry[] all;
    final int activities;
    private final Questions questions;
    private final Facts facts;
    private final long periodStart;
    private final @Nullable Picked[] picked;
    private final boolean doubted;
    private @Nullable Column credited;

    Entries(List<Entry> entries, int activities, Plan plan, Questions questions, Facts facts, Period period) {
        all = entries.toArray(Entry[]::new);
        this.activities = activities;
        this.questions = questions;
        this.facts = facts;
        periodStart = period.start().toEpochDay();
        picked = new @Nullable Picked[plan.selections()];
        doubted = entries.stream().anyMatch(entry -> !entry.doubts.isEmpty());
    }

    /** The answer for each entry, and the facts that were found missing on the way. */
    private static final class Picked {
        final boolean[] entries;
        /** Those of which it hangs on a missing fact; none in most judgements. */
        final boolean[] perhaps;
        final Set<String> missing;

        Picked(boolean[] entries, boolean[] perhaps, Set<String> missing) {
            this.entries = entries;
            this.perhaps = perhaps;
            this.missing = missing;
        }
    }

    /** Which entries the selection picks, by position. What facts it found missing is noted again each time. */
    boolean[] picked(Selection selection) {
        return asked(selection).entries;
    }

    /** Which entries it may pick besides, once the facts are known that are missing; empty where that makes no difference. */
    boolean[] perhaps(Selection selection) {
        return asked(selection).perhaps;
    }

    private Picked asked(Selection selection) {
        if (selection.number() == Selection.UNNUMBERED) {
            return ask(selection);
        }
        Picked known = picked[selection.number()];
        if (known == null) {
            Set<String> before = facts.takeMissing();
            known = ask(selection);
            facts.missing(before);
            picked[selection.number()] = known;
        }
        facts.missing(known.missing);
        return known;
    }

    private Picked ask(Selection selection) {
        boolean[] answers = new boolean[all.length];
        boolean[] perhaps = NONE;
        for (int i = 0; i < all.length; i++) {
            Truth truth = selection.sieve().of(all[i], questions);
            answers[i] = truth == Truth.YES;
            if (truth == Truth.UNKNOWN) {
                perhaps = perhaps.length == 0 ? new boolean[all.length] : perhaps;
                perhaps[i] = true;
            }
        }
        return new Picked(answers, perhaps, facts.takeMissing());
    }

    /** Whether anything about these entries hangs on a missing fact. */
    boolean inDoubt(Selection selection) {
        return doubted || perhaps(selection).length > 0;
    }

    /** What the trial may select once the missing facts are known: what it selects, and what it perhaps does. */
    int[] most(Trial trial) {
        boolean[] picks = picked(trial.selection);
        boolean[] perhaps = perhaps(trial.selection);
        return IntStream.range(0, all.length)
                .filter(i -> picks[i] || (perhaps.length > 0 && perhaps[i]))
                .filter(i -> !all[i].refused || !all[i].doubts.isEmpty())
                .filter(i -> placed(all[i], trial.slot.span()))
                .toArray();
    }

    /** What the trial selects. A shortfall of a closed period may be made up out of carried credit too. */
    int[] select(Trial trial) {
        return select(trial.selection, trial.slot.span(), trial.past);
    }

    /** The positions of the window's entries that are picked. Carried credit serves windows of this period only. */
    int[] select(Selection selection, Span window) {
        return select(selection, window, false);
    }

    private int[] select(Selection selection, Span window, boolean past) {
        boolean[] picks = picked(selection);
        long from = window.from().toEpochDay();
        long to = window.to().toEpochDay();
        int[] selected = new int[all.length];
        int size = 0;
        for (int i = first(from); i < activities && all[i].day <= to; i++) {
            if (picks[i] && !all[i].refused) {
                selected[size++] = i;
            }
        }
        for (int i = activities; i < all.length; i++) {
            if (picks[i] && !all[i].refused && placed(all[i], past ? Math.max(from, periodStart) : from, to)) {
                selected[size++] = i;
            }
        }
        return Arrays.copyOf(selected, size);
    }

    /** The day of the earliest activity. */
    Optional<LocalDate> first() {
        return activities == 0 ? Optional.empty() : Optional.of(all[0].date());
    }

    boolean placed(Entry entry, Span window) {
        return placed(entry, window.from().toEpochDay(), window.to().toEpochDay());
    }

    private boolean placed(Entry entry, long from, long to) {
        return entry.day >= from && entry.day <= to && (entry.isActivity() || from >= periodStart);
    }

    private int first(long day) {
        int low = 0;
        int high = activities;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all[middle].day < day) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** So much of each is spent elsewhere. */
    void take(BigDecimal[] taken) {
        for (int i = 0; i < all.length; i++) {
            all[i].credited = all[i].credited.subtract(taken[i]);
        }
        credited = null;
    }

    /** What was credited, all of it side by side. */
    Column credited() {
        Column known = credited;
        if (known == null) {
            BigDecimal[] amounts = new BigDecimal[all.length];
            for (int i = 0; i < all.length; i++) {
                amounts[i] = all[i].credited;
            }
            known = Column.of(amounts);
            credited = known;
        }
        return known;
    }
}
