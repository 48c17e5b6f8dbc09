package collegium.web.api;

import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.membership.Members;
import collegium.portfolios.Activity;
import collegium.portfolios.Portfolios;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a provider says of who took part. It counts for nothing until the member confirms it. */
@RestController
@Tag(name = "Attendance", description = "For systems that an administrator let submit attendance; scope attendance")
final class AttendanceApi {

    private final Members members;
    private final Portfolios portfolios;
    private final IdempotentWrites writes;

    AttendanceApi(Members members, Portfolios portfolios, IdempotentWrites writes) {
        this.members = members;
        this.portfolios = portfolios;
        this.writes = writes;
    }

    /** That a member took part in something. */
    record Attendance(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "The member's number") @Nullable String number,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Must go with the number") @Nullable String familyName,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 200) @Nullable String title,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable LocalDate started, @Nullable LocalDate ended,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "{\"hours\": 1.5}") @Nullable Map<String, BigDecimal> measures,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable String type, @Nullable String mode, @Nullable Boolean structured,
            @Nullable Set<String> topics, @Nullable Set<String> flags, @Nullable String provider, @Nullable String course, @Nullable String role,
            @Nullable List<SaidActivity.OneSession> sessions) {

        SaidActivity said() {
            return new SaidActivity(title, started, ended, measures, type, mode, structured, topics, flags, provider, course, role, null, sessions,
                    null, null, null, null);
        }
    }

    /** What became of it: the activity that the member is asked to confirm. */
    record Submitted(UUID activity, @Schema(allowableValues = "unconfirmed") String state) {}

    @PostMapping("/api/attendance")
    @Operation(operationId = "submitAttendance", summary = "Submits that a member took part")
    @SecurityRequirement(name = Description.TOKEN, scopes = "attendance")
    ResponseEntity<Submitted> submit(@Parameter(hidden = true) Call call,
            @RequestHeader(name = "Idempotency-Key", required = false) Optional<String> key, @RequestBody Attendance attendance) {
        IdempotentWrites.Done done = writes.once(call, key, List.of("attend", attendance), () -> {
            Activity unconfirmed = SaidActivity.said(() -> portfolios.record(call, member(call, attendance), attendance.said().command()));
            return new IdempotentWrites.Done(unconfirmed.id().value(), unconfirmed.revision());
        });
        return ResponseEntity.status(HttpStatus.CREATED).body(new Submitted(done.activity(), "unconfirmed"));
    }

    private MemberId member(Call call, Attendance attendance) {
        Faults faults = new Faults();
        faults.require(attendance.number() != null, "required", "number").require(attendance.familyName() != null, "required", "familyName").refuse();
        return members.byNumberAndFamilyName(call, String.valueOf(attendance.number()), String.valueOf(attendance.familyName()))
                .orElseThrow(() -> Refused.invalid("no-such-member", "number"));
    }
}
