package collegium.requirements.schemes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Documents made and compared by what they say; places are those of a text and are left out. */
final class Docs {

    private Docs() {}

    static Doc text(String value) {
        return new Doc.Text(value, "", 0);
    }

    static Doc items(List<Doc> items) {
        return new Doc.Items(items, "", 0);
    }

    static Doc texts(List<String> values) {
        return values.size() == 1 ? text(values.getFirst()) : items(values.stream().map(Docs::text).toList());
    }

    static Doc fields(Map<String, Doc> fields) {
        return new Doc.Fields(fields, "", 0);
    }

    static boolean same(Doc a, Doc b) {
        return switch (a) {
            case Doc.Text text -> b instanceof Doc.Text other && text.value().equals(other.value());
            case Doc.Items items -> b instanceof Doc.Items other && items.items().size() == other.items().size()
                    && IntStream.range(0, items.items().size()).allMatch(i -> same(items.items().get(i), other.items().get(i)));
            case Doc.Fields map -> b instanceof Doc.Fields other && map.fields().keySet().equals(other.fields().keySet())
                    && map.fields().entrySet().stream().allMatch(field -> field(other, field.getKey()).filter(value -> same(field.getValue(), value)).isPresent());
        };
    }

    static boolean same(Optional<Doc> a, Optional<Doc> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() && b.isEmpty();
        }
        return same(a.get(), b.get());
    }

    static Optional<Doc> step(Doc in, Object step) {
        return switch (in) {
            case Doc.Fields map when step instanceof String name -> Optional.ofNullable(map.fields().get(name));
            case Doc.Items list when step instanceof Integer n && n < list.items().size() -> Optional.of(list.items().get(n));
            default -> Optional.empty();
        };
    }

    static Optional<Doc> field(Doc in, String name) {
        return step(in, name);
    }

    /** The fields of the map in a field. */
    static Map<String, Doc> each(Doc in, String name) {
        return field(in, name).filter(Doc.Fields.class::isInstance).map(map -> ((Doc.Fields) map).fields()).orElse(Map.of());
    }

    static String words(Doc in, String name) {
        return field(in, name).filter(Doc.Text.class::isInstance).map(doc -> ((Doc.Text) doc).value()).orElse("");
    }

    /** Every value of a field, whether it is one or a list. */
    static List<String> values(Doc in) {
        return switch (in) {
            case Doc.Text text -> List.of(text.value());
            case Doc.Items list -> list.items().stream().filter(Doc.Text.class::isInstance).map(item -> ((Doc.Text) item).value()).toList();
            case Doc.Fields _ -> List.of();
        };
    }

    static <T> List<T> plus(List<? extends T> path, T step) {
        List<T> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    static Doc plus(Doc list, Doc entry) {
        return items(plus(((Doc.Items) list).items(), entry));
    }

    static Doc minus(Doc list, int n) {
        List<Doc> left = new ArrayList<>(((Doc.Items) list).items());
        left.remove(n);
        return items(left);
    }

    static Doc with(Doc in, List<Object> path, String field, Optional<Doc> value) {
        if (!path.isEmpty()) {
            return with(in, path.getFirst(), with(step(in, path.getFirst()).orElse(fields(Map.of())), path.subList(1, path.size()), field, value));
        }
        Map<String, Doc> changed = new LinkedHashMap<>(in instanceof Doc.Fields map ? map.fields() : Map.of());
        value.ifPresentOrElse(set -> changed.put(field, set), () -> changed.remove(field));
        return fields(changed);
    }

    static Doc with(Doc in, List<Object> path, Object step, Doc value) {
        return path.isEmpty()
                ? with(in, step, value)
                : with(in, path.getFirst(), with(step(in, path.getFirst()).orElse(fields(Map.of())), path.subList(1, path.size()), step, value));
    }

    private static Doc with(Doc in, Object step, Doc value) {
        if (step instanceof Integer n && in instanceof Doc.Items list) {
            List<Doc> changed = new ArrayList<>(list.items());
            changed.set(n, value);
            return items(changed);
        }
        Map<String, Doc> changed = new LinkedHashMap<>(in instanceof Doc.Fields map ? map.fields() : Map.of());
        changed.put((String) step, value);
        return fields(changed);
    }
}
