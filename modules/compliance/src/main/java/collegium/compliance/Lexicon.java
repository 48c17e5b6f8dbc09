package collegium.compliance;

import collegium.requirements.engine.Fact;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Knows the tags, amounts and facts of other members again by their bytes, so that they are made once for a whole body and not once
 * a member. One thread's own, and bounded: it forgets all where it grew too large.
 */
final class Lexicon {

    private static final int MOST = 50_000;

    private final Map<ByteBuffer, Map<String, Set<String>>> tags = new HashMap<>();
    private final Map<ByteBuffer, Map<String, BigDecimal>> measures = new HashMap<>();
    private final Map<ByteBuffer, Timeline> timelines = new HashMap<>();
    private final List<String> places = new ArrayList<>();

    /** One kind of fact over time. */
    record Timeline(String kind, List<Fact> facts) {}

    Map<String, Set<String>> tags(ByteBuffer block) {
        return known(tags, block, in -> {
            Map<String, Set<String>> read = new LinkedHashMap<>();
            for (int left = in.number(); left > 0; left--) {
                read.put(in.text(), Set.copyOf(new LinkedHashSet<>(in.list(in::text))));
            }
            return Map.copyOf(read);
        });
    }

    Map<String, BigDecimal> measures(ByteBuffer block) {
        return known(measures, block, in -> {
            Map<String, BigDecimal> read = new LinkedHashMap<>();
            for (int left = in.number(); left > 0; left--) {
                read.put(in.text(), in.decimal());
            }
            return Map.copyOf(read);
        });
    }

    Timeline timeline(ByteBuffer block) {
        return known(timelines, block, in -> new Timeline(in.text(), List.copyOf(in.list(() ->
                new Fact(in.someDate(), in.someDate(), in.list(in::text))))));
    }

    /** What an activity is called by its place; sorts as the places do. */
    String placeName(int place) {
        while (places.size() <= place) {
            places.add("%06d".formatted(places.size()));
        }
        return places.get(place);
    }

    private static <T> T known(Map<ByteBuffer, T> known, ByteBuffer block, Function<Unpacker, T> read) {
        T found = known.get(block);
        if (found != null) {
            return found;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        byte[] own = new byte[block.remaining()];
        block.duplicate().get(own);
        T value = read.apply(new Unpacker(block.duplicate()));
        known.put(ByteBuffer.wrap(own), value);
        return value;
    }
}
