package collegium.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.membership.Members;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the running product, visited by everybody who has no business there. */
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

    /** Answers everybody who asks; stands in no product. */
    static final class Unguarded {

        @ResponseBody
        String member(Call call, @PathVariable String id) {
            Call asProduct = new Call(call.body(), new Actor.Job("unguarded"), call.at(), call.zone());
            return Running.part(Members.class).find(asProduct, MemberId.of(id)).givenName();
        }
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
        RequestMappingHandlerMapping mapping = Running.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        RequestMappingInfo.BuilderConfiguration options = mapping.getBuilderConfiguration();
        RequestMappingInfo route = RequestMappingInfo.paths(pattern).methods(RequestMethod.GET).options(options).build();
        mapping.registerMapping(route, new Unguarded(), Unguarded.class.getDeclaredMethod("member", Call.class, String.class));
        try {
            Set<Route> routes = Routes.of(Running.context()).stream().filter(each -> each.pattern().equals(pattern)).collect(Collectors.toSet());
            assertThat(routes).hasSize(1);
            return VISITS.everywhere(routes);
        } finally {
            mapping.unregisterMapping(route);
        }
    }
}
