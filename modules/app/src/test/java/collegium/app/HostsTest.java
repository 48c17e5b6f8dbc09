package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host name decides whose address it is, before anything else looks at the request. */
class HostsTest {

    private final Client client = new Client();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/.well-known/oauth-authorization-server", "/.well-known/openid-configuration", "/oauth2/jwks"})
    void anUnknownHostIsNotFoundWhateverIsAsked(String path) {
        assertThat(client.get("http://nobody.localhost:" + Running.port() + path).statusCode()).isEqualTo(404);
    }

    @Test
    void aHostThatIsNobodysLeadsNowhere() {
        assertThat(client.get("http://nobody.localhost:" + Running.port() + "/").body()).contains("There is nothing here").doesNotContain("To the beginning");
    }

    @Test
    void aSuspendedBodyIsPolitelyUnavailableAndComesBackWhenItIsResumed() {
        Body body = Running.freshBody();
        Bodies bodies = Running.part(Bodies.class);
        assertThat(client.get(Running.at(body, "/")).statusCode()).isEqualTo(302);

        bodies.suspend(Running.operation(), body.id(), "The contract ended.");
        HttpResponse<String> answer = client.get(Running.at(body, "/sign-in"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("3600");
        assertThat(answer.body()).contains("Closed for now", "The contract ended.", "Try again").doesNotContain("To the beginning");

        bodies.resume(Running.operation(), body.id());
        assertThat(client.get(Running.at(body, "/")).statusCode()).isEqualTo(302);
    }

    @Test
    void healthAnswersOnTheMainPortAndSaysNothingElse() {
        HttpResponse<String> answer = client.get("http://127.0.0.1:" + Running.port() + "/actuator/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void metricsAnswerOnTheManagementPortAlone() {
        assertThat(client.get("http://127.0.0.1:" + Running.managementPort() + "/actuator/prometheus").body())
                .contains("pool=\"collegium_tenants\"", "pool=\"collegium_platform\"", "pool=\"collegium_runner\"");
        assertThat(client.get(Running.atPlatform("/actuator/prometheus")).statusCode()).isNotEqualTo(200);
    }
}
