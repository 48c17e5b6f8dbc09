package collegium.web.api;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Written;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import collegium.web.problems.ApiFault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The activities of the member for whom a token was given. */
@RestController
@RequestMapping("/api/activities")
@Tag(name = "Activities", description = "The record of the member who agreed; scopes record, or record.read to read alone")
final class ActivitiesApi {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");
    private static final int MOST = 100;
    private final Portfolios portfolios;
    private final IdempotentWrites writes;

    ActivitiesApi(Portfolios portfolios, IdempotentWrites writes) {
        this.portfolios = portfolios;
        this.writes = writes;
    }

    /**
     * A page of the list.
     *
     * @param next what to ask {@code after} for the next page; absent on the last
     */
    record Page(List<RecordedActivity> activities, @Nullable String next) {}

    private static MemberId own(Call call) {
        return call.member().orElseThrow(Refused::notAllowed);
    }

    @GetMapping
    @Operation(operationId = "listActivities", summary = "The activities, the latest day first")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record.read")
    ResponseEntity<Page> list(@Parameter(hidden = true) Call call,
            @Parameter(description = "Last days from this one on") @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> from,
            @Parameter(description = "Last days up to this one") @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> to,
            @RequestParam(required = false) Optional<String> type, @RequestParam(required = false) Optional<Activity.State> state,
            @Parameter(description = "At most 100") @RequestParam(defaultValue = "50") int limit,
            @Parameter(description = "The page's next, as it came") @RequestParam(required = false) Optional<String> after) {
        int size = Math.clamp(limit, 1, MOST);
        Faults faults = new Faults();
        type.ifPresent(word -> Written.word(faults, "type", word));
        faults.refuse();
        List<Activity> found = portfolios.list(call, own(call), new ActivityQuery(from, to, type, state, after.map(ActivitiesApi::place), size + 1));
        List<Activity> shown = found.size() > size ? found.subList(0, size) : found;
        String next = found.size() > size ? shown.getLast().said().ended() + "_" + shown.getLast().id() : null;
        return ResponseEntity.ok(new Page(shown.stream().map(RecordedActivity::of).toList(), next));
    }

    private static ActivityQuery.Key place(String after) {
        try {
            return new ActivityQuery.Key(LocalDate.parse(after.substring(0, after.indexOf('_'))), ActivityId.of(after.substring(after.indexOf('_') + 1)));
        } catch (RuntimeException _) {
            throw Refused.invalid("page-unknown", "after");
        }
    }

    @PostMapping
    @Operation(operationId = "recordActivity", summary = "Records an activity")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record")
    ResponseEntity<RecordedActivity> record(@Parameter(hidden = true) Call call,
            @RequestHeader(name = "Idempotency-Key", required = false) Optional<String> key, @RequestBody SaidActivity said) {
        MemberId member = own(call);
        IdempotentWrites.Done done = writes.once(call, key, List.of("record", said), () -> SaidActivity.said(() -> done(portfolios.record(call, member, said.command()))));
        RecordedActivity recorded = at(call, done);
        return ResponseEntity.created(URI.create("/api/activities/" + recorded.id())).eTag(tag(recorded.revision())).body(recorded);
    }

    private static IdempotentWrites.Done done(Activity activity) {
        return new IdempotentWrites.Done(activity.id().value(), activity.revision());
    }

    /** The activity as that write left it, whatever came later. */
    private RecordedActivity at(Call call, IdempotentWrites.Done done) {
        return portfolios.history(call, new ActivityId(done.activity())).stream().filter(one -> one.revision() == done.revision())
                .findFirst().map(RecordedActivity::of).orElseThrow(Refused::notFound);
    }

    private static String tag(long revision) {
        return "\"" + revision + "\"";
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readActivity", summary = "One activity, with its entity tag")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record.read")
    ResponseEntity<RecordedActivity> read(@Parameter(hidden = true) Call call, @PathVariable String id) {
        own(call);
        Activity activity = portfolios.find(call, ActivityId.of(id));
        if (activity.withdrawn()) {
            throw Refused.notFound();
        }
        return ResponseEntity.ok().eTag(tag(activity.revision())).body(RecordedActivity.of(activity));
    }

    @PutMapping("/{id}")
    @Operation(operationId = "amendActivity", summary = "States an activity anew; one that another system submitted is confirmed by it")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record")
    ResponseEntity<RecordedActivity> amend(@Parameter(hidden = true) Call call, @PathVariable String id,
            @Parameter(description = "The entity tag of what is amended", required = true) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) Optional<String> match,
            @RequestHeader(name = "Idempotency-Key", required = false) Optional<String> key, @RequestBody SaidActivity said) {
        own(call);
        long expected = expected(match);
        IdempotentWrites.Done done = writes.once(call, key, List.of("amend", id, expected, said),
                () -> fresh(() -> SaidActivity.said(() -> done(portfolios.amend(call, ActivityId.of(id), expected, said.command())))));
        RecordedActivity amended = at(call, done);
        return ResponseEntity.ok().eTag(tag(amended.revision())).body(amended);
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "withdrawActivity", summary = "Takes an activity out of the record; what it said is kept in its history")
    @SecurityRequirement(name = Description.TOKEN, scopes = "record")
    ResponseEntity<Void> withdraw(@Parameter(hidden = true) Call call, @PathVariable String id,
            @Parameter(description = "The entity tag of what is withdrawn", required = true) @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) Optional<String> match,
            @RequestHeader(name = "Idempotency-Key", required = false) Optional<String> key) {
        own(call);
        long expected = expected(match);
        writes.once(call, key, List.of("withdraw", id, expected), () -> fresh(() -> {
            portfolios.withdraw(call, ActivityId.of(id), expected);
            return new IdempotentWrites.Done(ActivityId.of(id).value(), expected);
        }));
        return ResponseEntity.noContent().build();
    }

    private static long expected(Optional<String> match) {
        String tag = match.orElseThrow(() -> fault(HttpStatus.PRECONDITION_REQUIRED, "if-match-needed"));
        Matcher matcher = TAG.matcher(tag.strip());
        if (!matcher.matches()) {
            throw fault(HttpStatus.BAD_REQUEST, "if-match-form");
        }
        return Long.parseLong(matcher.group(1));
    }

    private static ApiFault fault(HttpStatus status, String code) {
        return new ApiFault(status, List.of(new Refused.Fault(code, HttpHeaders.IF_MATCH, Map.of())));
    }

    /** A state gone by is a precondition that failed (RFC 9110). */
    private static <T> T fresh(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            if (refused.faults().getFirst().code().equals("changed-meanwhile")) {
                throw new ApiFault(HttpStatus.PRECONDITION_FAILED, refused.faults());
            }
            throw refused;
        }
    }
}
