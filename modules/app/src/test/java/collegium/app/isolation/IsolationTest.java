package collegium.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.web.bind.annotation.RequestMethod;

/** Every route of the running product, visited by everybody who has no business there. */
@ResourceLock(Routes.FOUND)
class IsolationTest {

    private static final Visits VISITS = new Visits();

    @Test
    void everyRouteFailsClosedForWhoeverHasNoBusinessThere() {
        Set<Route> routes = Routes.of(Running.context());
        assertThat(routes).as("routes found").hasSizeGreaterThan(30);
        assertThat(VISITS.byTheRightRole(routes)).isEmpty();
        assertThat(VISITS.everywhere(routes)).isEmpty();
        assertThat(VISITS.count()).as("visits").isGreaterThan(400);
    }

    @Test
    void theManagementPortShowsWhatAnOperatorWatchesAndNothingElse() {
        Set<Route> routes = Routes.of(Running.management());
        Client nobody = new Client();
        for (Route route : routes) {
            boolean known = route.pattern().matches("/(\\*\\*|error|(static|fonts|webjars)/.*|actuator(/(health|info|metrics|prometheus)(/.*)?)?)");
            assertThat(known).as(route + " is known to this suite").isTrue();
            if (route.pattern().startsWith("/actuator") && !route.pattern().equals("/actuator/health")) {
                assertThat(nobody.get(Running.atPlatform(route.path(_ -> "x"))).statusCode()).as(route + " on the main port").isNotEqualTo(200);
            }
        }
        assertThat(routes).extracting(Route::pattern).contains("/actuator/prometheus");
    }

    @Test
    void aRouteThatForgotItsCheckIsFound() throws NoSuchMethodException {
        assertThat(visitedWith("/officer/members/{id}/unguarded"))
                .anyMatch(finding -> finding.contains("unguarded") && finding.contains("answered 200") && finding.endsWith("the wrong role MEMBER"))
                .anyMatch(finding -> finding.contains("showed what belongs to the visited body"));
    }

    @Test
    void aRouteThatTheSuiteDoesNotKnowFailsItAndSaysWhatToAdd() throws NoSuchMethodException {
        assertThat(visitedWith("/brand-new/{id}"))
                .singleElement().asString().contains("New and unknown", "/brand-new/{id}", "collegium.app.isolation.Areas");
    }

    /** What the suite finds where the running product has that one unguarded route more. */
    private static List<String> visitedWith(String pattern) throws NoSuchMethodException {
        try (Unguarded _ = Unguarded.at(pattern, RequestMethod.GET)) {
            Set<Route> routes = Routes.of(Running.context()).stream().filter(each -> each.pattern().equals(pattern)).collect(Collectors.toSet());
            assertThat(routes).hasSize(1);
            return VISITS.everywhere(routes);
        }
    }
}
