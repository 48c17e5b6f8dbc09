package collegium.compliance;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.splitPart;

import org.jooq.Field;

/** A requirement as lists name it: one, however many windows or topics it has, which may differ from member to member. */
final class Asked {

    private static final String END = ": ";

    private Asked() {}

    /** The requirement of a finding's name: {@code year_total} of {@code year_total.2022}. */
    static Field<String> of(Field<String> finding) {
        // Inlined, as grouping by it takes two parameters for two things.
        return splitPart(finding, inline("."), inline(1));
    }

    /** The title that several findings of one requirement share, by the first and the last of their titles. */
    static String title(String first, String last) {
        if (first.equals(last)) {
            return first;
        }
        int shared = 0;
        while (shared < Math.min(first.length(), last.length()) && first.charAt(shared) == last.charAt(shared)) {
            shared++;
        }
        int end = first.lastIndexOf(END, shared);
        return end > 0 ? first.substring(0, end) : first;
    }
}
