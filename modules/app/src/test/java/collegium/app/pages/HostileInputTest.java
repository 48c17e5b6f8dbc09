package collegium.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.app.isolation.BodyAtWork;
import collegium.app.isolation.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What nobody should send, into every field of every form that links lead to: it is taken as the text that it is, or refused with a page
 * that says so; never a failure of ours, and never a part of the page.
 */
@ResourceLock(value = Routes.FOUND, mode = ResourceAccessMode.READ)
class HostileInputTest {

    private static final BodyAtWork BODY = new BodyAtWork("Marked");

    @ParameterizedTest
    @ValueSource(strings = {"MEMBER", "REVIEWER", "OFFICER", "ADMINISTRATOR"})
    void everyFieldOfEveryForm(String role) {
        List<String> beginnings = Routes.of(Running.context()).stream()
                .filter(route -> route.reads() && route.variables().isEmpty() && !route.pattern().contains("*")).map(route -> route.pattern()).toList();
        // The door's forms are tried by themselves, as too many tries there keep everybody out who comes from this address.
        List<String> findings = Attack.everywhere(BODY.signedIn(role), Running.at(BODY.body, ""), beginnings, Set.of("/sign-out", "/sign-in", "/forgotten-password"));
        assertThat(findings).isEmpty();
    }

    @Test
    void anOperatorsForms() {
        // The operator's acts on a body are for this class's own body, and creating with every hostile name would make bodies: field by field is enough.
        Map<String, String> right = Map.of("name", "Words", "slug", "-", "kind", "PROFESSIONAL_BODY", "zone", "Europe/London", "colour", "#0f6b5f");
        Client operator = Running.operator();
        String page = operator.get(Running.atPlatform("/operator")).body();
        List<String> findings = new ArrayList<>();
        for (String field : right.keySet()) {
            Crawl.Form form = new Crawl.Form("/operator", "post", "/operator", right.entrySet().stream()
                    .filter(each -> each.getKey().equals(field)).map(each -> new Crawl.Field(each.getKey(), "text", each.getValue())).toList());
            new Attack(operator, Running.atPlatform(""), new Crawl.Found("/operator", "", page), form, findings).begin();
        }
        for (String act : List.of("rename", "suspend")) {
            Crawl.Form form = new Crawl.Form("/operator", "post", "/operator/" + BODY.body.id() + "/" + act,
                    List.of(new Crawl.Field(act.equals("rename") ? "name" : "reason", "text", "Words")));
            new Attack(operator, Running.atPlatform(""), new Crawl.Found("/operator", "", page), form, findings).begin();
            operator.post(Running.atPlatform("/operator"), Running.atPlatform("/operator/" + BODY.body.id() + "/resume"), Map.of());
        }
        assertThat(findings).isEmpty();
    }
}
