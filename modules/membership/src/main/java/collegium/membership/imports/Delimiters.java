package collegium.membership.imports;

import java.io.IOException;
import java.io.Reader;

/** Which character separates cells: the one that the first line has most of, outside of quotes. */
final class Delimiters {

    private static final char[] KNOWN = {',', ';', '\t', '|'};

    private Delimiters() {}

    static char of(Reader reader) throws IOException {
        int[] counts = new int[KNOWN.length];
        boolean quoted = false;
        boolean anything = false;
        for (int seen = 0; seen < 100_000; seen++) {
            int c = reader.read();
            if (c < 0 || (!quoted && anything && (c == '\n' || c == '\r'))) {
                break;
            }
            anything |= c != '\n' && c != '\r';
            quoted ^= c == '"';
            for (int i = 0; i < KNOWN.length && !quoted; i++) {
                counts[i] += c == KNOWN[i] ? 1 : 0;
            }
        }
        int best = 0;
        for (int i = 1; i < KNOWN.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return KNOWN[best];
    }
}
