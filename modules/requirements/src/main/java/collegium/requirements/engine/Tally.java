package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.Arrays;

/** How much of which entries one requirement counts. */
final class Tally {

    static final Tally EMPTY = new Tally(new Entry[0], new int[0], Column.of(new BigDecimal[0]));

    /** All entries of the judgement; those that are counted are at the positions. */
    private final Entry[] all;
    final int[] positions;
    final Column amounts;
    /** Whether a cap could not be worked out, so that less may count. */
    final boolean unknown;
    /** Which caps were full. */
    final Why limits = new Why();

    Tally(Entry[] all, int[] positions, Column amounts) {
        this(all, positions, amounts, false);
    }

    Tally(Entry[] all, int[] positions, Column amounts, boolean unknown) {
        this.all = all;
        this.positions = positions;
        this.amounts = amounts;
        this.unknown = unknown;
    }

    int size() {
        return positions.length;
    }

    Entry entry(int i) {
        return all[positions[i]];
    }

    BigDecimal total() {
        return amounts.sum();
    }

    /** What is counted of each entry of the judgement, by its position; zero where it is not among them. */
    BigDecimal[] spread(int entries) {
        BigDecimal[] spread = new BigDecimal[entries];
        Arrays.fill(spread, BigDecimal.ZERO);
        for (int i = positions.length - 1; i >= 0; i--) {
            spread[positions[i]] = amounts.get(i);
        }
        return spread;
    }
}
