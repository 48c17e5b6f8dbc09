package collegium.requirements.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one more activity would do.
 *
 * @param credit what would become of it
 * @param gains by how much each finding's count would rise; findings that stay as they are left out
 * @param after the standing with it
 */
public record Preview(ActivityCredit credit, List<Gain> gains, Standing after) {

    public Preview {
        gains = List.copyOf(gains);
    }

    public record Gain(String requirement, Optional<String> instance, BigDecimal before, BigDecimal after) {}

    static Preview of(Standing before, Standing after, String activity) {
        List<Gain> gains = new ArrayList<>();
        for (Finding now : after.findings()) {
            BigDecimal was = before.findings().stream()
                    .filter(f -> f.requirement().equals(now.requirement()) && f.instance().equals(now.instance()))
                    .map(Finding::counted)
                    .findFirst()
                    .orElse(BigDecimal.ZERO);
            if (was.compareTo(now.counted()) != 0) {
                gains.add(new Gain(now.requirement(), now.instance(), was, now.counted()));
            }
        }
        ActivityCredit credit = after.activity(activity).orElseGet(() -> new ActivityCredit(activity,
                after.asAt(), Entry.ACTIVITY, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO,
                List.of(), List.of(Reason.of("later", "It is dated after the day that is judged."))));
        return new Preview(credit, gains, after);
    }
}
