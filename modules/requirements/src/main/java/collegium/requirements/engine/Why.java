package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reasons in the order in which they arose. They are put into words when they are read, which most never are. */
final class Why {

    private List<Supplier<Reason>> reasons = List.of();

    void add(Supplier<Reason> reason) {
        if (reasons.isEmpty()) {
            reasons = new ArrayList<>(2);
        }
        reasons.add(reason);
    }

    void add(Reason reason) {
        add(() -> reason);
    }

    boolean isEmpty() {
        return reasons.isEmpty();
    }

    void clear() {
        reasons = List.of();
    }

    void addTo(List<Reason> all) {
        for (Supplier<Reason> reason : reasons) {
            all.add(reason.get());
        }
    }

    /** A reason that stands with many entries, put into words once. */
    static final class Shared implements Supplier<Reason> {
        private final Supplier<Reason> words;
        private @Nullable Reason said;

        Shared(Supplier<Reason> words) {
            this.words = words;
        }

        @Override
        public Reason get() {
            Reason known = said;
            if (known == null) {
                known = words.get();
                said = known;
            }
            return known;
        }
    }
}
