package collegium.kernel;

import java.math.BigDecimal;

/** What is counted, as it follows a number in English: schemes name it in the plural. */
public final class Units {

    private Units() {}

    /** 1 hour, 2 hours, 1 entry, 0.5 units. */
    public static String of(BigDecimal amount, String plural) {
        boolean one = amount.compareTo(BigDecimal.ONE) == 0;
        return !one ? plural : plural.endsWith("ies") ? plural.substring(0, plural.length() - 3) + "y"
                : plural.endsWith("s") && !plural.endsWith("ss") ? plural.substring(0, plural.length() - 1) : plural;
    }
}
