package collegium.web.administrator;

import collegium.compliance.DryRuns;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** How all who were judged stand, as parts of one bar, in per cent. */
record MovedBar(List<Part> parts) {

    private static final Map<String, String> FILL = Map.of("met", "f-met", "on-track", "f-track", "at-risk", "f-risk", "short", "f-short", "relieved", "f-relieved");

    record Part(String x, String width, String fill) {}

    static MovedBar before(List<DryRuns.Stood> stood) {
        return of(stood, DryRuns.Stood::before);
    }

    static MovedBar after(List<DryRuns.Stood> stood) {
        return of(stood, DryRuns.Stood::after);
    }

    private static MovedBar of(List<DryRuns.Stood> stood, ToLongFunction<DryRuns.Stood> members) {
        long all = Math.max(1, stood.stream().mapToLong(members).sum());
        List<Part> parts = new ArrayList<>();
        BigDecimal x = BigDecimal.ZERO;
        for (DryRuns.Stood each : stood) {
            BigDecimal width = BigDecimal.valueOf(members.applyAsLong(each) * 100).divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP);
            if (width.signum() > 0) {
                parts.add(new Part(x + "%", width + "%", FILL.getOrDefault(each.status(), "f-open")));
                x = x.add(width);
            }
        }
        return new MovedBar(List.copyOf(parts));
    }
}
