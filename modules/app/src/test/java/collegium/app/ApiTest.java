package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.Call;
import collegium.membership.AuditLog;
import collegium.membership.Connection;
import collegium.membership.Connections;
import collegium.membership.Consents;
import collegium.membership.RegisterConnection;
import collegium.portfolios.Activity;
import collegium.portfolios.ActivityQuery;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What other systems do with a member's record, and what they are told where they may not. */
class ApiTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);
    private final Society society = new Society();
    private final String token = Protocol.memberToken(society, society.app(true, "record"), "record");

    private static String webinar(String title) {
        return "{\"title\":\"%s\",\"started\":\"%s\",\"measures\":{\"hours\":1.50},\"type\":\"course\",\"flags\":[\"verifiable\"],\"reflection\":\"Read it again.\"}"
                .formatted(title, DAY);
    }

    private HttpResponse<String> call(String method, String path, String body, String... headers) {
        return Protocol.call(method, society.at(path), token, body, headers);
    }

    private List<Activity> recorded() {
        return Running.part(Portfolios.class).list(society.self(), society.member, ActivityQuery.latest(50));
    }

    @Test
    void anActivityIsRecordedReadAmendedAndWithdrawnByItsEntityTag() {
        HttpResponse<String> created = call("POST", "/api/activities", webinar("Sepsis"));
        assertThat(created.statusCode()).isEqualTo(201);
        String address = Protocol.location(created);
        String tag = created.headers().firstValue("ETag").orElseThrow();
        JsonNode read = Protocol.json(call("GET", address, ""));
        assertThat(read).isEqualTo(Protocol.json(created));
        assertThat(read.get("measures").get("hours").asString()).isEqualTo("1.5");
        assertThat(read.get("source").asString()).isEqualTo("client");

        assertThat(code(call("PUT", address, webinar("Sepsis 2")))).isEqualTo("428 if-match-needed");
        assertThat(code(call("PUT", address, webinar("Sepsis 2"), "If-Match", "*"))).isEqualTo("400 if-match-form");
        HttpResponse<String> amended = call("PUT", address, webinar("Sepsis 2"), "If-Match", tag);
        assertThat(amended.statusCode()).isEqualTo(200);
        assertThat(code(call("PUT", address, webinar("Sepsis 3"), "If-Match", tag))).isEqualTo("412 changed-meanwhile");
        assertThat(code(call("DELETE", address, "", "If-Match", tag))).isEqualTo("412 changed-meanwhile");
        assertThat(call("DELETE", address, "", "If-Match", amended.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(204);
        assertThat(code(call("GET", address, ""))).isEqualTo("404 not-found");
        assertThat(Running.part(AuditLog.class).acts(society.product())).contains("activity-recorded", "activity-amended", "activity-withdrawn", "access-given");
    }

    private static String code(HttpResponse<String> refused) {
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = Protocol.json(refused);
        assertThat(problem.get("status").asInt()).isEqualTo(refused.statusCode());
        assertThat(problem.get("detail").asString()).isNotBlank();
        return refused.statusCode() + " " + problem.get("type").asString().replace("urn:collegium:problem:", "");
    }

    private static String field(HttpResponse<String> refused) {
        return Protocol.json(refused).get("faults").get(0).get("field").asString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "{\"title\":|400 malformed-json|''",
        "[]|400 wrong-type|''",
        "{\"titel\":\"x\"}|400 unknown-field|titel",
        "{\"title\":[1]}|400 wrong-type|title",
        "{\"title\":\"x\",\"started\":\"yesterday\"}|400 wrong-type|started",
        "{\"title\":\"x\",\"measures\":{\"hours\":\"1.5\"}}|400 wrong-type|measures.hours",
        "{\"title\":\"x\",\"sessions\":[{\"day\":\"2026-02-03\",\"hours\":[]}]}|400 wrong-type|sessions[0].hours",
        "{}|422 required|started",
        "{\"title\":\"x\",\"started\":\"2026-02-03\",\"type\":\"course\",\"measures\":{\"hours\":null}}|422 required|measures",
        "{\"title\":\"x\",\"started\":\"2026-02-03\",\"type\":\"course\",\"topics\":[null],\"measures\":{\"hours\":1}}|422 required|topics",
        "{\"title\":\"x\",\"started\":\"2026-02-03\",\"type\":\"course\",\"measures\":{\"hours\":-1}}|422 not-positive|measures",
        "{\"title\":\"x\",\"started\":\"2026-02-03\",\"type\":\"course\",\"measures\":{\"minutes\":1e-90000}}|422 too-precise|measures",
        "{\"title\":\"x\",\"started\":\"2026-02-03\",\"type\":\"course\",\"measures\":{\"hours\":10000}}|422 too-much|measures",
        "{\"title\":\"x\",\"started\":\"2999-02-03\",\"type\":\"course\",\"measures\":{\"hours\":1}}|422 in-the-future|ended",
        "{\"title\":\"\\u0000\",\"started\":\"2026-02-03\",\"type\":\"course\",\"measures\":{\"hours\":1}}|422 unprintable|title"})
    void whatCannotBeIsRefusedWithItsField(String body, String code, String field) {
        HttpResponse<String> refused = Protocol.call("POST", society.at("/api/activities"), token, body.isEmpty() ? " " : body);
        assertThat(code(refused)).isEqualTo(code);
        assertThat(field(refused)).isEqualTo(field);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void whatIsAskedWronglyIsAProblemToo() {
        assertThat(code(call("GET", "/api/nothing", ""))).isEqualTo("404 not-found");
        assertThat(code(call("PATCH", "/api/activities", ""))).isEqualTo("405 method-not-allowed");
        assertThat(code(call("GET", "/api/activities?from=yesterday", ""))).isEqualTo("400 wrong-type");
        assertThat(code(call("GET", "/api/activities?state=lost", ""))).isEqualTo("400 wrong-type");
        assertThat(code(call("GET", "/api/activities?after=nowhere", ""))).isEqualTo("422 page-unknown");
        assertThat(code(call("GET", "/api/activities/no-id", ""))).isEqualTo("404 not-found");
        assertThat(code(Protocol.call("GET", society.at("/api/activities"), "", ""))).isEqualTo("401 token-needed");
        HttpResponse<String> text = new Client().postBare(society.at("/api/activities"), Map.of("title", "x"), "Authorization", "Bearer " + token);
        assertThat(code(text)).isEqualTo("415 media-type-unknown");
    }

    @Test
    void theListPagesByKey() {
        for (int i = 0; i < 5; i++) {
            call("POST", "/api/activities", webinar("Number " + i));
        }
        List<String> titles = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            JsonNode found = Protocol.json(call("GET", "/api/activities?limit=2" + next, ""));
            found.get("activities").forEach(activity -> titles.add(activity.get("title").asString()));
            next = found.has("next") && !found.get("next").isNull() ? "&after=" + found.get("next").asString() : "";
        }
        assertThat(titles).hasSize(5).doesNotHaveDuplicates();
        assertThat(next).isEmpty();
    }

    @Test
    void aKeyDoesAWriteOnceAndAnswersTheSame() {
        HttpResponse<String> first = call("POST", "/api/activities", webinar("Once"), "Idempotency-Key", "k-1");
        HttpResponse<String> again = call("POST", "/api/activities", webinar("Once"), "Idempotency-Key", "k-1");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
        assertThat(recorded()).hasSize(1);

        call("PUT", Protocol.location(first), webinar("Twice"), "If-Match", first.headers().firstValue("ETag").orElseThrow(), "Idempotency-Key", "k-2");
        assertThat(call("POST", "/api/activities", webinar("Once"), "Idempotency-Key", "k-1").body()).as("as it was then").isEqualTo(first.body());

        assertThat(code(call("POST", "/api/activities", webinar("Other"), "Idempotency-Key", "k-1"))).isEqualTo("422 idempotency-key-reused");
        assertThat(code(call("POST", "/api/activities", webinar("Other"), "Idempotency-Key", "k 1"))).isEqualTo("422 idempotency-key-form");
        assertThat(code(call("POST", "/api/activities", "{}", "Idempotency-Key", "k-3"))).isEqualTo("422 required");
        assertThat(call("POST", "/api/activities", webinar("Put right"), "Idempotency-Key", "k-3").statusCode()).isEqualTo(201);
        assertThat(recorded()).extracting(Activity::title).containsExactlyInAnyOrder("Twice", "Put right");
    }

    @Test
    void aKeyOfOneCallerIsNotAnothers() {
        String others = Protocol.memberToken(society, Running.part(Connections.class).register(society.product(),
                new RegisterConnection("Another app", Connection.Kind.APP, true, Set.of("record"), List.of(Society.BACK))), "record");
        call("POST", "/api/activities", webinar("Mine"), "Idempotency-Key", "k");
        HttpResponse<String> other = Protocol.call("POST", society.at("/api/activities"), others, webinar("Theirs"), "Idempotency-Key", "k");

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(recorded()).hasSize(2);
    }

    @Test
    void tenAtOnceUnderOneKeyWriteOnce() throws Exception {
        try (ExecutorService several = Executors.newFixedThreadPool(10)) {
            List<String> bodies = several.invokeAll(Collections.nCopies(10, (Callable<HttpResponse<String>>)
                    () -> call("POST", "/api/activities", webinar("At once"), "Idempotency-Key", "same"))).stream()
                    .map(answer -> answer.resultNow().statusCode() + answer.resultNow().body()).distinct().toList();
            assertThat(bodies).singleElement().satisfies(body -> assertThat(body).startsWith("201"));
        }
        assertThat(recorded()).hasSize(1);
    }

    @Test
    void aReaderWritesNothing() {
        Connections.Registered app = Running.part(Connections.class).register(society.product(), new RegisterConnection(
                "Reader", Connection.Kind.APP, true, Set.of("record.read", "standing"), List.of(Society.BACK)));
        String reader = Protocol.memberToken(society, app, "record.read");
        HttpResponse<String> made = call("POST", "/api/activities", webinar("Sepsis"));

        assertThat(Protocol.call("GET", society.at(Protocol.location(made)), reader, "").statusCode()).isEqualTo(200);
        assertThat(code(Protocol.call("POST", society.at("/api/activities"), reader, webinar("No")))).isEqualTo("403 not-allowed");
        assertThat(code(Protocol.call("DELETE", society.at(Protocol.location(made)), reader, "", "If-Match", made.headers().firstValue("ETag").orElseThrow())))
                .isEqualTo("403 not-allowed");
        String stander = Protocol.memberToken(society, app, "standing");
        assertThat(Protocol.call("GET", society.at("/api/standing"), stander, "").statusCode()).isEqualTo(200);
        assertThat(code(Protocol.call("GET", society.at("/api/activities"), stander, ""))).isEqualTo("403 not-allowed");
        assertThat(code(Protocol.call("GET", society.at(Protocol.location(made)), stander, ""))).isEqualTo("403 not-allowed");
    }

    private static String attendance(String number, String family) {
        return "{\"number\":\"%s\",\"familyName\":\"%s\",\"title\":\"Conference\",\"started\":\"%s\",\"measures\":{\"hours\":6},\"type\":\"course\",\"flags\":[\"verifiable\"]}"
                .formatted(number, family, DAY);
    }

    private String counted() {
        JsonNode findings = Protocol.json(call("GET", "/api/standing", "")).get("standings").get(0).get("position").get("findings");
        return findings.get(0).get("counted").asString();
    }

    @Test
    void submittedAttendanceCountsOnceTheMemberConfirmsItAndNotBefore() {
        String system = Protocol.systemToken(society, society.system("attendance"), "attendance");
        String before = counted();
        assertThat(code(Protocol.call("POST", society.at("/api/attendance"), system, attendance("1", "Somebody")))).isEqualTo("422 no-such-member");
        assertThat(code(Protocol.call("POST", society.at("/api/attendance"), token, attendance("1", "Mensah")))).isEqualTo("403 not-allowed");

        HttpResponse<String> submitted = Protocol.call("POST", society.at("/api/attendance"), system, attendance("1", "mensah"), "Idempotency-Key", "a");
        assertThat(submitted.statusCode()).isEqualTo(201);
        assertThat(Protocol.call("POST", society.at("/api/attendance"), system, attendance("1", "mensah"), "Idempotency-Key", "a").body()).isEqualTo(submitted.body());
        assertThat(recorded()).singleElement().satisfies(one -> assertThat(one.state()).isEqualTo(Activity.State.UNCONFIRMED));
        assertThat(counted()).isEqualTo(before);

        String id = Protocol.json(submitted).get("activity").asString();
        assertThat(Protocol.call("GET", society.at("/api/activities/" + id), system, "").statusCode()).isEqualTo(403);
        assertThat(society.signedIn(Society.EMAIL).get(society.at("/home")).body()).contains("/activities/" + id, ", to confirm");
        HttpResponse<String> read = call("GET", "/api/activities/" + id, "");
        assertThat(Protocol.json(read).get("state").asString()).isEqualTo("unconfirmed");
        assertThat(call("PUT", "/api/activities/" + id, webinar("I was there"), "If-Match", read.headers().firstValue("ETag").orElseThrow()).statusCode()).isEqualTo(200);

        assertThat(recorded()).singleElement().satisfies(one -> assertThat(one.state()).isEqualTo(Activity.State.RECORDED));
        assertThat(counted()).isNotEqualTo(before);
    }

    @Test
    void aStandingIsReadByASystemThatTheMemberAllowedAndUntilTheyTakeItBack() {
        Connections.Registered system = society.system("standing");
        String register = Protocol.systemToken(society, system, "standing");
        Consents consents = Running.part(Consents.class);
        call("POST", "/api/activities", webinar("Sepsis"));

        assertThat(code(reading(register, "1"))).isEqualTo("404 not-found");
        consents.allowStanding(society.self(), system.connection().id());
        HttpResponse<String> read = reading(register, "1");
        assertThat(read.statusCode()).isEqualTo(200);
        JsonNode position = Protocol.json(read).get("standings").get(0).get("position");
        assertThat(position.get("findings").size()).isPositive();
        assertThat(position.get("entries").size()).isZero();
        assertThat(read.body()).doesNotContain(recorded().getFirst().id().toString());
        assertThat(code(reading(register, "2"))).isEqualTo("404 not-found");
        assertThat(code(Protocol.call("GET", society.at("/api/standing"), register, ""))).isEqualTo("422 required");
        assertThat(code(Protocol.call("GET", society.at("/api/activities"), register, ""))).isEqualTo("403 not-allowed");
        assertThat(Running.part(AuditLog.class).acts(society.product())).contains("standing-read", "access-given");

        consents.withdraw(society.self(), system.connection().id());
        assertThat(code(reading(register, "1"))).isEqualTo("404 not-found");
    }

    private HttpResponse<String> reading(String system, String number) {
        return Protocol.call("GET", society.at("/api/standing?member=" + number), system, "");
    }

    @Test
    void theDescriptionSaysWhatIsTakenAndHowOneGetsIn() {
        HttpResponse<String> described = Protocol.call("GET", society.at("/api/openapi.json"), "", "");
        assertThat(described.statusCode()).isEqualTo(200);
        assertThat(described.body()).contains("\"operationId\":\"recordActivity\"", "#/components/schemas/Problem", "clientCredentials").doesNotContain("\"call\"");
        JsonNode schemas = Protocol.json(described).get("components").get("schemas");
        assertThat(StreamSupport.stream(schemas.get("SaidActivity").get("required").spliterator(), false).map(JsonNode::asString))
                .contains("title", "started", "measures", "type");
    }

    @Test
    void nobodyReachesAnothersActivity() {
        Society other = new Society();
        Call self = other.self();
        Activity theirs = Running.part(Portfolios.class).record(self, other.member,
                RecordActivity.on(DAY, "Theirs", "course", "hours", "1"));
        assertThat(code(call("GET", "/api/activities/" + theirs.id(), ""))).isEqualTo("404 not-found");
        assertThat(code(call("PUT", "/api/activities/" + theirs.id(), webinar("Mine"), "If-Match", "\"" + theirs.revision() + "\""))).isEqualTo("404 not-found");
    }
}
