package collegium.requirements.engine;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An immutable list that is made when it is first read. Safe to share between threads. */
final class Lazy<T> extends AbstractList<T> {

    private @Nullable Supplier<List<T>> making;
    private @Nullable volatile List<T> made;

    Lazy(Supplier<List<T>> making) {
        this.making = making;
    }

    /** As {@link List#copyOf}, but what is not yet made stays so. */
    static <T> List<T> copyOf(List<T> list) {
        return list instanceof Lazy<T> ? list : List.copyOf(list);
    }

    private List<T> made() {
        List<T> known = made;
        return known == null ? make() : known;
    }

    private synchronized List<T> make() {
        List<T> known = made;
        if (known == null && making != null) {
            known = List.copyOf(making.get());
            made = known;
            making = null;
        }
        return known == null ? List.of() : known;
    }

    @Override
    public T get(int index) {
        return made().get(index);
    }

    @Override
    public int size() {
        return made().size();
    }
}
