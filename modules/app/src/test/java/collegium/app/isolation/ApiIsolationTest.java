package collegium.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.app.Running;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.databind.json.JsonMapper;

/** Every operation that the API describes, called by everybody who has no business there; what is described is what answers. */
@ResourceLock(Routes.FOUND)
class ApiIsolationTest {

    private static final ApiVisits VISITS = new ApiVisits();

    @Test
    void everyOperationIsDescribedAndClosedToEveryTokenButThoseThatItNames() {
        Set<Operation> operations = VISITS.operations();
        assertThat(operations).as("operations described").hasSizeGreaterThanOrEqualTo(7);
        assertThat(Operations.differences(operations, Routes.of(Running.context()))).isEmpty();
        assertThat(VISITS.open(operations)).isEmpty();
        assertThat(VISITS.closed(operations)).isEmpty();
        assertThat(VISITS.count()).as("calls").isGreaterThan(150);
    }

    @Test
    void anOperationThatForgotItsScopeIsFound() throws NoSuchMethodException {
        try (Unguarded _ = Unguarded.at("/api/unguarded/{id}", RequestMethod.GET)) {
            Operation unguarded = new Operation("GET", "/api/unguarded/{id}", Set.of("record"),
                    List.of(JsonMapper.shared().readTree("{\"name\":\"id\",\"in\":\"path\"}")), Optional.empty());
            assertThat(VISITS.closed(Set.of(unguarded)))
                    .anyMatch(finding -> finding.contains("answered 200 and not 403") && finding.endsWith("a system with the scope attendance"))
                    .anyMatch(finding -> finding.contains("answered 200 and not 404") && finding.endsWith("an app for MEMBER-2 with the scope record"))
                    .noneMatch(finding -> finding.endsWith("nobody"));
        }
    }

    @Test
    void whatAnswersAndIsNotDescribedIsFoundAndSoIsWhatIsDescribedAlone() throws NoSuchMethodException {
        Set<Operation> described = new TreeSet<>(VISITS.operations());
        described.add(new Operation("PATCH", "/api/activities", Set.of(), List.of(), Optional.empty()));
        try (Unguarded _ = Unguarded.at("/api/hidden/{id}", RequestMethod.GET)) {
            assertThat(Operations.differences(described, Routes.of(Running.context()))).containsExactlyInAnyOrder(
                    "GET /api/hidden/{id} answers, and is not described at /api/openapi.json",
                    "PATCH /api/activities is described, and nothing answers there",
                    "PATCH /api/activities does not say which scope opens it");
        }
    }

    @Test
    void whatTheSuiteCannotFillFailsItAndSaysWhere() {
        Operation strange = new Operation("GET", "/api/strange/{planet}", Set.of("record"),
                List.of(JsonMapper.shared().readTree("{\"name\":\"planet\",\"in\":\"path\"}")), Optional.empty());
        assertThatThrownBy(() -> VISITS.closed(Set.of(strange))).hasMessageContaining("“planet” of GET /api/strange/{planet}", "ApiVisits");
    }
}
