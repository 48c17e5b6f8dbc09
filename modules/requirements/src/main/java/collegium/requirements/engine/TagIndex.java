package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the tags that a scheme's conditions ask for, so that whether an entry carries one is a bit. Tags that nobody asks
 * for have none.
 */
final class TagIndex {

    private final List<String> kinds = new ArrayList<>();
    private final List<Map<String, Integer>> values = new ArrayList<>();
    private int size;

    /** The bit of a tag, given out on first asking; only while a plan is made. */
    int number(String kind, String value) {
        int at = kinds.indexOf(kind);
        if (at < 0) {
            at = kinds.size();
            kinds.add(kind);
            values.add(new HashMap<>());
        }
        return values.get(at).computeIfAbsent(value, _ -> size++);
    }

    /** The bit of a tag that is asked for; -1 where nobody asks. */
    int find(String kind, String value) {
        int at = kinds.indexOf(kind);
        return at < 0 ? -1 : values.get(at).getOrDefault(value, -1);
    }

    void mark(Entry entry) {
        mark(entry, "source", entry.source);
        Map<String, Set<String>> tags = entry.tags();
        for (int k = 0; k < kinds.size(); k++) {
            Set<String> held = tags.get(kinds.get(k));
            if (held != null) {
                Map<String, Integer> asked = values.get(k);
                for (String value : held) {
                    mark(entry, asked.get(value));
                }
            }
        }
    }

    void mark(Entry entry, String kind, String value) {
        int at = kinds.indexOf(kind);
        if (at >= 0) {
            mark(entry, values.get(at).get(value));
        }
    }

    private void mark(Entry entry, @Nullable Integer bit) {
        if (bit == null) {
            return;
        }
        if (bit < Long.SIZE) {
            entry.bits |= 1L << bit;
        } else {
            if (entry.moreBits.length == 0) {
                entry.moreBits = new long[(size - 1) / Long.SIZE];
            }
            entry.moreBits[bit / Long.SIZE - 1] |= 1L << bit;
        }
    }
}
