package collegium.web.api;

import collegium.compliance.CurrentStanding;
import collegium.compliance.Standings;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.Consents;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Reason;
import collegium.requirements.engine.Standing;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where a member stands: to the member's own app, or to a system that the member allowed. */
@RestController
@Tag(name = "Standing", description = "The own standing (scope record, record.read or standing), or that of a member who agreed (scope standing)")
final class StandingApi {

    private final Standings standings;
    private final Consents consents;

    StandingApi(Standings standings, Consents consents) {
        this.standings = standings;
        this.consents = consents;
    }

    /** In everything that applies to the member, the body's own scheme first. */
    record Answer(List<One> standings) {}

    /**
     * In one scheme.
     *
     * @param period absent while a fact is missing from which it would follow
     */
    record One(String scheme, @Nullable Days period, @Nullable Position position) {}

    record Days(LocalDate start, LocalDate end, @Schema(description = "Until when it can be declared") LocalDate deadline) {}

    record Position(
            @Schema(allowableValues = {"met", "on-track", "at-risk", "short", "open", "provisional", "relieved", "unknown", "undecided"}) String status,
            @Schema(description = "Whether every mandatory requirement in play is met now") boolean compliant, LocalDate asAt, long revision,
            String schemeVersion, String engineVersion, List<Part> findings,
            @Schema(description = "Entry by entry; to the member's own app alone") List<Entry> entries) {}

    /** One requirement's part of it. */
    record Part(
            String requirement, String title, @Nullable String clause, String severity, String status, BigDecimal needed, BigDecimal counted,
            @JsonProperty("short") BigDecimal shortBy, String unit, @Nullable LocalDate by, List<String> why) {}

    record Entry(String activity, LocalDate date, BigDecimal claimed, BigDecimal credited, BigDecimal counted, BigDecimal carried, List<String> why) {}

    @GetMapping("/api/standing")
    @Operation(operationId = "readStanding", summary = "Where the member stands")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record.read")
    @SecurityRequirement(name = Description.TOKEN, scopes = "standing")
    Answer standing(@Parameter(hidden = true) Call call,
            @Parameter(description = "The number of a member who agreed; left out by an app that acts for a member") @RequestParam(required = false) Optional<String> member) {
        MemberId whose = call.member().or(() -> member.map(number -> consents.consenting(call, number)))
                .orElseThrow(() -> Refused.invalid("required", "member"));
        return new Answer(standings.of(call, whose).stream().map(StandingApi::one).toList());
    }

    private static One one(CurrentStanding current) {
        return new One(current.enrolment().schemeName(), current.enrolment().period().map(StandingApi::days).orElse(null),
                current.judged().map(judged -> position(judged.standing(), judged.revision())).orElse(null));
    }

    private static Days days(EnrolledIn.OpenPeriod period) {
        return new Days(period.days().start(), period.days().end(), period.declareBy());
    }

    private static Position position(Standing standing, long revision) {
        return new Position(word(standing.status()), standing.compliant(), standing.asAt(), revision, standing.version(), standing.engine(),
                standing.findings().stream().map(StandingApi::part).toList(), standing.activities().stream().map(StandingApi::entry).toList());
    }

    private static Part part(Finding finding) {
        return new Part(finding.name(), finding.title(), finding.clause().orElse(null), word(finding.severity()), word(finding.status()),
                RecordedActivity.plain(finding.needed()), RecordedActivity.plain(finding.counted()), RecordedActivity.plain(finding.shortBy()),
                finding.unit(), finding.by().orElse(null), words(finding.why()));
    }

    private static Entry entry(ActivityCredit credit) {
        return new Entry(credit.activity(), credit.date(), RecordedActivity.plain(credit.claimed()), RecordedActivity.plain(credit.credited()),
                RecordedActivity.plain(credit.counted()), RecordedActivity.plain(credit.carried()), words(credit.why()));
    }

    private static List<String> words(List<Reason> why) {
        return why.stream().map(Reason::text).toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
