package collegium.requirements.schemes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two people's changes to the same document, put together piece by piece: a rule, an entry of another list, a field. What only one
 * of them touched is as that one has it; what both touched differently is for a person to decide.
 */
public final class Merging {

    private Merging() {}

    /** What came of it: the text with both, or the pieces that both touched. */
    public sealed interface Merged {

        record Both(String text) implements Merged {}

        record Collides(List<String> pieces) implements Merged {
            public Collides {
                pieces = List.copyOf(pieces);
            }
        }
    }

    /** A piece: its path of names, with where it stands in this text. */
    private record Piece(List<Object> path, Doc doc) {}

    /**
     * Puts the changes of two texts together.
     *
     * @param base what both began from
     * @param mine what is to be kept now
     * @param theirs what was kept meanwhile; its comments and order are what stays
     */
    public static Merged merge(String base, String mine, String theirs) {
        if (theirs.equals(base) || mine.equals(theirs)) {
            return new Merged.Both(mine);
        }
        Optional<Written> before = Written.of(base);
        Optional<Written> own = Written.of(mine);
        Optional<Written> other = Written.of(theirs);
        if (before.isEmpty() || own.isEmpty() || other.isEmpty()) {
            return new Merged.Collides(List.of(""));
        }
        return merge(before.get(), own.get(), other.get());
    }

    private static Merged merge(Written base, Written mine, Written theirs) {
        Map<String, Piece> before = pieces(base);
        Map<String, Piece> own = pieces(mine);
        Map<String, Piece> other = pieces(theirs);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(own.keySet());
        List<String> collisions = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            Optional<Doc> was = doc(before, name);
            Optional<Doc> is = doc(own, name);
            Optional<Doc> meanwhile = doc(other, name);
            if (!Docs.same(was, is) && !Docs.same(is, meanwhile)) {
                (Docs.same(was, meanwhile) ? changed : collisions).add(name);
            }
        }
        if (!collisions.isEmpty()) {
            return new Merged.Collides(collisions);
        }
        try {
            Written merged = theirs;
            for (String name : changed) {
                merged = applied(merged, name, own, mine);
            }
            return saysBoth(pieces(merged), changed, own, other) ? new Merged.Both(merged.text()) : new Merged.Collides(changed);
        } catch (Written.Tangled _) {
            return new Merged.Collides(changed);
        }
    }

    private static boolean saysBoth(Map<String, Piece> merged, List<String> changed, Map<String, Piece> own, Map<String, Piece> other) {
        Set<String> names = new LinkedHashSet<>(merged.keySet());
        names.addAll(own.keySet());
        names.addAll(other.keySet());
        return names.stream().allMatch(name ->
                Docs.same(doc(merged, name), changed.contains(name) ? doc(own, name) : doc(other, name)));
    }

    private static Optional<Doc> doc(Map<String, Piece> pieces, String name) {
        return Optional.ofNullable(pieces.get(name)).map(Piece::doc);
    }

    private static Written applied(Written in, String name, Map<String, Piece> own, Written mine) {
        Optional<Piece> there = Optional.ofNullable(pieces(in).get(name));
        Optional<Piece> wanted = Optional.ofNullable(own.get(name));
        if (wanted.isPresent() && there.isPresent()) {
            return replaced(in, there.get(), wanted.get(), mine);
        }
        List<Object> path = wanted.or(() -> there).orElseThrow().path();
        List<Object> above = path.subList(0, path.size() - 1);
        if (path.getLast() instanceof String field) {
            return in.with(above, field, wanted.map(Piece::doc));
        }
        List<Object> around = above.subList(0, above.size() - 1);
        String list = (String) above.getLast();
        return wanted.isPresent()
                ? in.plus(around, list, wanted.get().doc())
                : in.minus(around, list, (int) path.getLast());
    }

    /** As it was written, with its comments, where it fits so into the other text. */
    private static Written replaced(Written in, Piece there, Piece wanted, Written mine) {
        try {
            return in.withText(there.path(), mine.textAt(wanted.path()), wanted.doc());
        } catch (Written.Tangled _) {
            return in.withText(there.path(), FlowYaml.write(wanted.doc(), true), wanted.doc());
        }
    }

    private static Map<String, Piece> pieces(Written written) {
        Map<String, Piece> pieces = new LinkedHashMap<>();
        split(written.doc(), List.of(), "", pieces);
        return pieces;
    }

    private static void split(Doc doc, List<Object> path, String name, Map<String, Piece> pieces) {
        if (doc instanceof Doc.Fields map && (path.isEmpty() || names(path))) {
            map.fields().forEach((field, value) -> split(value, Docs.plus(path, field), name.isEmpty() ? field : name + "." + field, pieces));
        } else if (doc instanceof Doc.Items list && named(list)) {
            for (int n = 0; n < list.items().size(); n++) {
                Doc item = list.items().get(n);
                String inner = name + ":" + (Docs.words(item, "id").isEmpty() ? Docs.words(item, "version") : Docs.words(item, "id"));
                if (path.equals(List.of("versions")) && item instanceof Doc.Fields version) {
                    int at = n;
                    version.fields().forEach((field, value) -> split(value, Docs.plus(Docs.plus(path, at), field), inner + "." + field, pieces));
                } else {
                    pieces.put(inner, new Piece(Docs.plus(path, n), item));
                }
            }
        } else {
            pieces.put(name, new Piece(path, doc));
        }
    }

    /** The maps of names at the top, which people add to side by side. */
    private static boolean names(List<Object> path) {
        return path.size() == 1 && Set.of("types", "topics", "flags", "modes", "artefacts", "facts", "measures").contains(path.getFirst());
    }

    /** Whether every entry has a name of its own by which it is the same in both texts. */
    private static boolean named(Doc.Items list) {
        Set<String> seen = new LinkedHashSet<>();
        return !list.items().isEmpty() && list.items().stream().allMatch(item -> {
            String id = Docs.words(item, "id").isEmpty() ? Docs.words(item, "version") : Docs.words(item, "id");
            return !id.isEmpty() && seen.add(id);
        });
    }
}
