package collegium.web.api;

import collegium.kernel.Faults;
import collegium.kernel.Refused;
import collegium.portfolios.RecordActivity;
import collegium.portfolios.Session;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is said of an activity; amending says all of it again. */
record SaidActivity(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200) @Nullable String title,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "First day") @Nullable LocalDate started,
        @Schema(description = "Last day, to which it belongs; the first where it is left out") @Nullable LocalDate ended,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Claimed amounts by unit in the plural", example = "{\"hours\": 1.5}")
        @Nullable Map<String, BigDecimal> measures,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "A name of the scheme") @Nullable String type,
        @Nullable String mode, @Nullable Boolean structured, @Nullable Set<String> topics, @Nullable Set<String> flags,
        @Nullable String provider, @Schema(description = "What is credited once, where a scheme says so") @Nullable String course,
        @Schema(description = "The role taken") @Nullable String role, @Nullable UUID objective, @Nullable List<OneSession> sessions,
        @Nullable String notes, @Nullable String reflection, @Nullable String outcome,
        @Schema(description = "Not done yet: nothing of it is judged") @Nullable Boolean planned) {

    /** Hours of one day. */
    record OneSession(@Nullable LocalDate day, @Nullable BigDecimal hours) {}

    RecordActivity command() {
        Faults faults = new Faults();
        faults.require(started != null, "required", "started");
        faults.require(title != null, "required", "title");
        faults.require(type != null, "required", "type");
        faults.require(measures != null && whole(measures.values()), "required", "measures");
        faults.require(topics == null || whole(topics), "required", "topics");
        faults.require(flags == null || whole(flags), "required", "flags");
        faults.require(sessions == null || sessions.stream().allMatch(one -> one != null && one.day() != null && one.hours() != null), "required", "sessions");
        faults.refuse();
        LocalDate first = Objects.requireNonNull(started);
        return new RecordActivity(Optional.empty(), Boolean.TRUE.equals(planned), Objects.requireNonNull(title), first, ended == null ? first : ended,
                sessions == null ? List.of() : sessions.stream().map(one -> new Session(Objects.requireNonNull(one.day()), Objects.requireNonNull(one.hours()))).toList(),
                Objects.requireNonNull(measures), Objects.requireNonNull(type), some(mode), Optional.ofNullable(structured),
                topics == null ? Set.of() : topics, flags == null ? Set.of() : flags, some(provider), some(course), some(role),
                Optional.ofNullable(objective), new RecordActivity.Texts(some(notes), some(reflection), some(outcome)));
    }

    /** Does the work with what was said; what is refused of it names the fields as they are called here. */
    static <T> T said(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            throw new Refused(refused.category(), refused.faults().stream()
                    .map(fault -> Set.of("amount", "unit").contains(fault.field()) ? new Refused.Fault(fault.code(), "measures", fault.facts()) : fault)
                    .toList());
        }
    }

    /** JSON can say null where a value belongs. */
    private static boolean whole(Collection<? extends @Nullable Object> values) {
        return values.stream().noneMatch(Objects::isNull);
    }

    private static Optional<String> some(@Nullable String text) {
        return Optional.ofNullable(text).filter(said -> !said.isBlank());
    }
}
