package collegium.requirements.engine;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact fraction, in lowest terms with a positive divisor. */
record Ratio(BigInteger over, BigInteger under) implements Comparable<Ratio> {

    static final Ratio ZERO = new Ratio(BigInteger.ZERO, BigInteger.ONE);
    static final Ratio ONE = new Ratio(BigInteger.ONE, BigInteger.ONE);

    static Ratio of(BigInteger over, BigInteger under) {
        BigInteger divisor = over.gcd(under);
        if (under.signum() < 0) {
            divisor = divisor.negate();
        }
        return divisor.equals(BigInteger.ONE)
                ? new Ratio(over, under)
                : new Ratio(over.divide(divisor), under.divide(divisor));
    }

    static Ratio of(BigDecimal value) {
        return value.scale() <= 0
                ? new Ratio(value.toBigIntegerExact(), BigInteger.ONE)
                : of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    int signum() {
        return over.signum();
    }

    Ratio plus(Ratio other) {
        return of(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Ratio minus(Ratio other) {
        return plus(other.negate());
    }

    Ratio times(Ratio other) {
        return of(over.multiply(other.over), under.multiply(other.under));
    }

    Ratio dividedBy(Ratio other) {
        return of(over.multiply(other.under), under.multiply(other.over));
    }

    Ratio negate() {
        return new Ratio(over.negate(), under);
    }

    BigInteger floor() {
        return new BigDecimal(over).divide(new BigDecimal(under), 0, RoundingMode.FLOOR).toBigIntegerExact();
    }

    boolean isWhole() {
        return under.equals(BigInteger.ONE);
    }

    /** To thirty places, downwards: what an increment divides, and every amount that was worked out, comes out exact. */
    BigDecimal decimal() {
        return Amounts.trim(new BigDecimal(over).divide(new BigDecimal(under), 30, RoundingMode.DOWN));
    }

    @Override
    public int compareTo(Ratio other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }
}
