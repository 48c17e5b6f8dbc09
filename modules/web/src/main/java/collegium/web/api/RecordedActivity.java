package collegium.web.api;

import collegium.portfolios.Activity;
import collegium.portfolios.RecordActivity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An activity of the record, at one revision. */
record RecordedActivity(
        UUID id, @Schema(description = "Names this state of it; the entity tag is the same in quotes") long revision,
        @Schema(allowableValues = {"planned", "unconfirmed", "recorded"}) String state,
        @Schema(allowableValues = {"member", "client", "attendance", "opening", "system"}) String source, Instant recordedAt, String title,
        LocalDate started, LocalDate ended, Map<String, BigDecimal> measures, String type, @Nullable String mode, @Nullable Boolean structured,
        List<String> topics, List<String> flags, @Nullable String provider, @Nullable String course, @Nullable String role,
        @Nullable UUID objective, List<SaidActivity.OneSession> sessions, @Nullable String notes, @Nullable String reflection, @Nullable String outcome) {

    static RecordedActivity of(Activity activity) {
        RecordActivity said = activity.said();
        return new RecordedActivity(activity.id().value(), activity.revision(), word(activity.state()), word(activity.source()), activity.recordedAt(),
                said.title(), said.started(), said.ended(), plain(said.measures()), said.type(), said.mode().orElse(null), said.structured().orElse(null),
                said.topics().stream().sorted().toList(), said.flags().stream().sorted().toList(), said.provider().orElse(null), said.course().orElse(null),
                said.roleTaken().orElse(null), said.objective().orElse(null),
                said.sessions().stream().map(one -> new SaidActivity.OneSession(one.day(), plain(one.hours()))).toList(),
                said.texts().notes().orElse(null), said.texts().reflection().orElse(null), said.texts().outcome().orElse(null));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, BigDecimal> plain(Map<String, BigDecimal> measures) {
        Map<String, BigDecimal> plain = new TreeMap<>();
        measures.forEach((unit, amount) -> plain.put(unit, plain(amount)));
        return plain;
    }

    /** Never 1E+1. */
    static BigDecimal plain(BigDecimal amount) {
        return new BigDecimal(amount.toPlainString());
    }
}
