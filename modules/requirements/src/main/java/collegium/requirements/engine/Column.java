package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Exact amounts side by side: whole numbers of one decimal place where all of them fit, decimals where they do not. Sums
 * cannot overflow: a column is only kept in whole numbers where even all of it added up stays in bounds, and amounts in it
 * only ever become smaller.
 */
final class Column {

    private static final int MOST_DIGITS = 18;

    private long[] scaled;
    private int scale;
    private BigDecimal @Nullable [] wide;

    private Column(long[] scaled, int scale, BigDecimal @Nullable [] wide) {
        this.scaled = scaled;
        this.scale = scale;
        this.wide = wide;
    }

    static Column of(BigDecimal[] amounts) {
        int scale = 0;
        for (BigDecimal amount : amounts) {
            scale = Math.max(scale, amount.scale());
        }
        long bound = Long.MAX_VALUE / (amounts.length + 1);
        long[] scaled = new long[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            BigDecimal amount = amounts[i];
            if (!fits(amount, scale, bound)) {
                return new Column(new long[0], 0, amounts.clone());
            }
            scaled[i] = scaled(amount, scale);
        }
        return new Column(scaled, scale, null);
    }

    private static boolean fits(BigDecimal amount, int scale, long bound) {
        int more = scale - amount.scale();
        if (more < 0 || amount.precision() + more > MOST_DIGITS) {
            return false;
        }
        long value = scaled(amount, scale);
        return value <= bound && value >= -bound;
    }

    /** The whole number at the scale; only of what is known to have few enough digits. */
    private static long scaled(BigDecimal amount, int scale) {
        long whole = amount.scaleByPowerOfTen(amount.scale()).longValue();
        for (int more = scale - amount.scale(); more > 0; more--) {
            whole *= 10;
        }
        return whole;
    }

    /** The amounts at these positions, as a column of its own. */
    Column at(int[] positions) {
        if (wide != null) {
            BigDecimal[] chosen = new BigDecimal[positions.length];
            for (int i = 0; i < positions.length; i++) {
                chosen[i] = wide[positions[i]];
            }
            return new Column(scaled, 0, chosen);
        }
        long[] chosen = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            chosen[i] = scaled[positions[i]];
        }
        return new Column(chosen, scale, null);
    }

    Column copy() {
        return new Column(scaled.clone(), scale, wide == null ? null : wide.clone());
    }

    BigDecimal get(int i) {
        return wide != null ? wide[i] : BigDecimal.valueOf(scaled[i], scale);
    }

    /** The most decimal places that any of them has. */
    int scale() {
        if (wide == null) {
            return scale;
        }
        int most = 0;
        for (BigDecimal amount : wide) {
            most = Math.max(most, amount.scale());
        }
        return most;
    }

    BigDecimal[] all() {
        BigDecimal[] amounts = new BigDecimal[wide != null ? wide.length : scaled.length];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = get(i);
        }
        return amounts;
    }

    boolean positive(int i) {
        return wide != null ? wide[i].signum() > 0 : scaled[i] > 0;
    }

    BigDecimal sum() {
        if (wide == null) {
            long sum = 0;
            for (long amount : scaled) {
                sum += amount;
            }
            return BigDecimal.valueOf(sum, scale);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : wide) {
            sum = sum.add(amount);
        }
        return sum;
    }

    BigDecimal sum(int[] members) {
        if (wide == null) {
            long sum = 0;
            for (int i : members) {
                sum += scaled[i];
            }
            return BigDecimal.valueOf(sum, scale);
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i : members) {
            sum = sum.add(wide[i]);
        }
        return sum;
    }

    /** Leaves the members, in their order, no more than so much together. */
    void cut(int[] members, BigDecimal ceiling) {
        align(ceiling);
        if (wide == null) {
            long left = scaled(ceiling, scale);
            for (int member : members) {
                long kept = Math.min(scaled[member], left);
                left -= kept;
                scaled[member] = kept;
            }
            return;
        }
        BigDecimal left = ceiling;
        for (int member : members) {
            BigDecimal kept = wide[member].min(left);
            left = left.subtract(kept);
            wide[member] = kept;
        }
    }

    /** Makes room for the ceiling's own decimal places. */
    private void align(BigDecimal ceiling) {
        if (wide == null && !fits(ceiling, scale, Long.MAX_VALUE / 2)) {
            BigDecimal[] amounts = new BigDecimal[scaled.length + 1];
            for (int i = 0; i < scaled.length; i++) {
                amounts[i] = get(i);
            }
            amounts[scaled.length] = ceiling;
            Column aligned = of(amounts);
            scale = aligned.scale;
            scaled = Arrays.copyOf(aligned.scaled, aligned.wide == null ? scaled.length : 0);
            wide = aligned.wide == null ? null : Arrays.copyOf(aligned.wide, amounts.length - 1);
        }
    }
}
