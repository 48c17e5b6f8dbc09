package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact fraction, in lowest terms with a positive divisor. Nearly all that an allocation meets are small whole numbers, so
 * these are kept in longs; what overflows goes on in big integers.
 */
final class Ratio implements Comparable<Ratio> {

    static final Ratio ZERO = new Ratio(0, 1, null);
    static final Ratio ONE = new Ratio(1, 1, null);
    static final Ratio MINUS_ONE = new Ratio(-1, 1, null);

    private static final int MOST_DIGITS = 18;

    private record Big(BigInteger over, BigInteger under) {}

    private final long over;
    private final long under;
    private final @Nullable Big big;

    private Ratio(long over, long under, @Nullable Big big) {
        this.over = over;
        this.under = under;
        this.big = big;
    }

    static Ratio of(BigInteger over, BigInteger under) {
        BigInteger divisor = over.gcd(under);
        if (under.signum() < 0) {
            divisor = divisor.negate();
        }
        BigInteger least = over.divide(divisor);
        BigInteger by = under.divide(divisor);
        return small(least) && small(by)
                ? new Ratio(least.longValue(), by.longValue(), null)
                : new Ratio(0, 0, new Big(least, by));
    }

    /** Without the least long, whose negative is none. */
    private static boolean small(BigInteger value) {
        return value.bitLength() < Long.SIZE - 1;
    }

    private static Ratio of(long value) {
        return value == 0 ? ZERO : value == 1 ? ONE : value == -1 ? MINUS_ONE : new Ratio(value, 1, null);
    }

    /** Of products of what is narrow, which a long holds. */
    private static Ratio of(long over, long under) {
        if (under == 1) {
            return of(over);
        }
        long a = Math.abs(over);
        long b = Math.abs(under);
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        long divisor = under < 0 ? -a : a;
        return under == divisor ? of(over / divisor) : new Ratio(over / divisor, under / divisor, null);
    }

    static Ratio of(BigDecimal value) {
        if (value.scale() == 0 && value.precision() <= MOST_DIGITS) {
            return of(value.longValue());
        }
        return value.scale() <= 0
                ? of(value.toBigIntegerExact(), BigInteger.ONE)
                : of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    /** An amount in steps of so many decimal places: whole where the amount has no more of them. */
    static Ratio units(BigDecimal amount, int scale) {
        return of(amount.movePointRight(scale));
    }

    /** The amount of which this is so many steps. */
    BigDecimal amount(int scale) {
        return decimal().movePointLeft(scale);
    }

    private Big big() {
        return big == null ? new Big(BigInteger.valueOf(over), BigInteger.valueOf(under)) : big;
    }

    private boolean whole() {
        return under == 1;
    }

    /** Whether a product of two such parts, and the sum of two such products, fits a long. */
    private boolean narrow() {
        return big == null && over == (int) over && under == (int) under && over != Integer.MIN_VALUE;
    }

    int signum() {
        return big == null ? Long.signum(over) : big.over().signum();
    }

    Ratio plus(Ratio other) {
        if (whole() && other.whole()) {
            long sum = over + other.over;
            if (((over ^ sum) & (other.over ^ sum)) >= 0 && sum != Long.MIN_VALUE) {
                return of(sum);
            }
        }
        if (narrow() && other.narrow()) {
            return of(over * other.under + other.over * under, under * other.under);
        }
        Big a = big();
        Big b = other.big();
        return of(a.over().multiply(b.under()).add(b.over().multiply(a.under())), a.under().multiply(b.under()));
    }

    /** This less a product: the one step that a pivot is made of. */
    Ratio lessTimes(Ratio a, Ratio b) {
        if (whole() && a.whole() && b.whole()) {
            long product = a.over * b.over;
            long rest = over - product;
            boolean exact = Math.multiplyHigh(a.over, b.over) == product >> 63 && ((over ^ product) & (over ^ rest)) >= 0;
            if (exact && rest != Long.MIN_VALUE) {
                return of(rest);
            }
        }
        return plus(a.times(b).negate());
    }

    Ratio times(Ratio other) {
        if (whole() && other.whole()) {
            long high = Math.multiplyHigh(over, other.over);
            long low = over * other.over;
            if (high == low >> 63 && low != Long.MIN_VALUE) {
                return of(low);
            }
        }
        if (narrow() && other.narrow()) {
            return of(over * other.over, under * other.under);
        }
        Big a = big();
        Big b = other.big();
        return of(a.over().multiply(b.over()), a.under().multiply(b.under()));
    }

    Ratio dividedBy(Ratio other) {
        if (other.whole() && (other.over == 1 || other.over == -1)) {
            return other.over == 1 ? this : negate();
        }
        if (whole() && other.whole() && over % other.over == 0) {
            return of(over / other.over);
        }
        if (narrow() && other.narrow()) {
            return of(over * other.under, under * other.over);
        }
        Big a = big();
        Big b = other.big();
        return of(a.over().multiply(b.under()), a.under().multiply(b.over()));
    }

    Ratio negate() {
        if (whole()) {
            return of(-over);
        }
        return big == null ? new Ratio(-over, under, null) : new Ratio(0, 0, new Big(big.over().negate(), big.under()));
    }

    BigInteger floor() {
        Big exact = big();
        return new BigDecimal(exact.over()).divide(new BigDecimal(exact.under()), 0, RoundingMode.FLOOR).toBigIntegerExact();
    }

    boolean isWhole() {
        return big == null ? under == 1 : big.under().equals(BigInteger.ONE);
    }

    /** To thirty places, downwards: what an increment divides, and every amount that was worked out, comes out exact. */
    BigDecimal decimal() {
        if (whole()) {
            return BigDecimal.valueOf(over);
        }
        Big exact = big();
        return Amounts.trim(new BigDecimal(exact.over()).divide(new BigDecimal(exact.under()), 30, RoundingMode.DOWN));
    }

    @Override
    public int compareTo(Ratio other) {
        if (big == null && other.big == null && under == other.under) {
            return Long.compare(over, other.over);
        }
        if (narrow() && other.narrow()) {
            return Long.compare(over * other.under, other.over * under);
        }
        Big a = big();
        Big b = other.big();
        return a.over().multiply(b.under()).compareTo(b.over().multiply(a.under()));
    }
}
