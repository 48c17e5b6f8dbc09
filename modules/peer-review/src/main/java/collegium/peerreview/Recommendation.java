package collegium.peerreview;

import java.time.Instant;
import java.util.Locale;

/** A reviewer's view, with reasons; the body's decision is a determination and never the same row. */
public record Recommendation(Outcome outcome, String reasons, Instant at) {

    /** What the reviewer recommends. */
    public enum Outcome {
        STANDS,
        STANDS_WITH_ADVICE,
        MORE_EVIDENCE,
        DOES_NOT_STAND;

        /** In kebab case, as kept. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Outcome of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
