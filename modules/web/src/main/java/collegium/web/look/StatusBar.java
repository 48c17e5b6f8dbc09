package collegium.web.look;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where members stand, as the parts of one bar in the order given, each with its place and width in per cent. */
public record StatusBar(List<Part> parts) {

    private static final Map<String, String> FILL = Map.of("met", "f-met", "on-track", "f-track", "at-risk", "f-risk", "short", "f-short",
            "relieved", "f-relieved");

    /** So many of one status, by its stored name. */
    public record Count(String status, long members) {}

    public record Part(String status, long count, String x, String width, String fill) {}

    public static StatusBar of(List<Count> counts) {
        long all = Math.max(1, counts.stream().mapToLong(Count::members).sum());
        List<Part> parts = new ArrayList<>();
        BigDecimal x = BigDecimal.ZERO;
        for (Count each : counts) {
            BigDecimal width = BigDecimal.valueOf(each.members() * 100).divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP);
            parts.add(new Part(each.status(), each.members(), x + "%", width + "%", FILL.getOrDefault(each.status(), "f-open")));
            x = x.add(width);
        }
        return new StatusBar(List.copyOf(parts));
    }
}
