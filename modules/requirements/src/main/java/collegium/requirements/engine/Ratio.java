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

    static Ratio of(BigDecimal value) {
        return value.scale() <= 0
                ? of(value.toBigIntegerExact(), BigInteger.ONE)
                : of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    private Big big() {
        return big == null ? new Big(BigInteger.valueOf(over), BigInteger.valueOf(under)) : big;
    }

    private boolean whole() {
        return under == 1;
    }

    int signum() {
        return big == null ? Long.signum(over) : big.over().signum();
    }

    Ratio plus(Ratio other) {
        if (whole() && other.whole()) {
            long sum = over + other.over;
            if (((over ^ sum) & (other.over ^ sum)) >= 0 && sum != Long.MIN_VALUE) {
                return new Ratio(sum, 1, null);
            }
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
                return rest == 0 ? ZERO : rest == 1 ? ONE : new Ratio(rest, 1, null);
            }
        }
        return plus(a.times(b).negate());
    }

    Ratio times(Ratio other) {
        if (whole() && other.whole()) {
            long high = Math.multiplyHigh(over, other.over);
            long low = over * other.over;
            if (high == low >> 63 && low != Long.MIN_VALUE) {
                return new Ratio(low, 1, null);
            }
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
            return new Ratio(over / other.over, 1, null);
        }
        Big a = big();
        Big b = other.big();
        return of(a.over().multiply(b.under()), a.under().multiply(b.over()));
    }

    Ratio negate() {
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
        Big a = big();
        Big b = other.big();
        return a.over().multiply(b.under()).compareTo(b.over().multiply(a.under()));
    }
}
