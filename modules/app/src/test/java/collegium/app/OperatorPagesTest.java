package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.Operators;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the operator of the platform does, up to where a body's own people go on. */
class OperatorPagesTest {

    private final String page = Running.atPlatform("/operator");
    private final String slug = "walked-" + UUID.randomUUID().toString().substring(0, 8);

    private Map<String, String> form(String slug, String email) {
        return Map.of("name", "The " + slug, "slug", slug, "kind", "REGULATOR", "zone", "Europe/Dublin", "locale", "en-IE",
                "colour", "#0f6b5f", "administrator", "Ada First", "email", email);
    }

    /** The path of the link in the message to that address: each stands above the address that it went to. */
    private static String link(Client operator, String address) {
        String list = operator.get(Running.atPlatform("/operator/messages")).body();
        assertThat(list).contains(address);
        return Pattern.compile("/set-password/[A-Za-z0-9_-]+").matcher(list.substring(0, list.indexOf(address))).results()
                .map(MatchResult::group).reduce("", (_, last) -> last);
    }

    private static HttpResponse<String> setPassword(String link, String password) {
        return new Client().post(link, link.replaceFirst("/set-password/.*", "/set-password"),
                Map.of("token", link.substring(link.lastIndexOf('/') + 1), "password", password));
    }

    @Test
    void whoWasNamedAdministratesANewBodyWithTheLinkThatTheOperatorReads() {
        Client operator = Running.operator();
        assertThat(operator.post(page, page, form(slug, slug + "@example.org")).statusCode()).isEqualTo(302);
        Body body = Running.part(Bodies.class).bySlug(slug).orElseThrow();
        assertThat(body.locale()).isEqualTo(Locale.forLanguageTag("en-IE"));

        assertThat(setPassword(Running.at(body, link(operator, slug + "@example.org")), "a quite new one").headers().firstValue("Location").orElse("")).endsWith("?set");
        Client administrator = new Client();
        administrator.post(Running.at(body, "/sign-in"), Running.at(body, "/sign-in"), Map.of("username", slug + "@example.org", "password", "a quite new one"));
        assertThat(administrator.get(Running.at(body, "/admin/people")).body()).contains("Ada First");

        String again = page + "/" + body.id() + "/administrator";
        operator.post(page, again, Map.of("administrator", "Eve", "email", "eve@example.org"));
        assertThat(operator.get(page).body()).contains("Somebody administers this body already");
        assertThat(operator.get(Running.atPlatform("/operator/messages")).body()).doesNotContain("eve@example.org");
    }

    @Test
    void anOperatorBeginsAtTheBodiesAndNobodyElseSeesMoreThanTheirDoors() {
        Body body = Running.freshBody();
        String first = Running.atPlatform("/");
        assertThat(Running.operator().get(first).headers().firstValue("Location").orElse("")).endsWith("/operator");
        String landing = new Client().get(first).body();
        assertThat(landing).contains("data-body=\"" + body.slug() + "\"");
        assertThat(Pattern.compile("/body-[0-9a-f]+\\.css").matcher(landing).results().map(sheet -> new Client().get(Running.atPlatform(sheet.group())).body()))
                .anySatisfy(sheet -> assertThat(sheet).contains("[data-body=\"" + body.slug() + "\"]"));
    }

    @Test
    void everyFaultOfANewBodyIsSaidAtOnceAndNothingIsMade() {
        Client operator = Running.operator();
        Map<String, String> typed = new HashMap<>(form("No Slug", "no address"));
        typed.put("zone", "Mars/Base");
        typed.put("locale", "tlh");
        HttpResponse<String> refused = operator.post(page, page, typed);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("4 things to put right", "Choose one of the list", "3 to 40 small letters", "That is no time zone", "not an email address", "Ada First", "no address");
        assertThat(operator.get(Running.atPlatform("/operator/messages")).body()).doesNotContain("no address");
    }

    @Test
    void anOperatorWhoForgotThePasswordGetsInAgainAndSessionsEnd() {
        Client operator = Running.operator();
        String email = slug + "@example.org";
        Operators operators = Running.part(Operators.class);
        operators.setPassword(operators.invite(Running.operation(), email, "Olu").value(), Running.hash("correct horse battery"), Running.operation().at());
        Client other = new Client();
        String door = Running.atPlatform("/sign-in");
        other.post(door, door, Map.of("username", email, "password", "correct horse battery"));
        assertThat(other.get(page).statusCode()).isEqualTo(200);

        String forgotten = Running.atPlatform("/forgotten-password");
        assertThat(new Client().post(forgotten, forgotten, Map.of("email", email)).body())
                .isEqualTo(new Client().post(forgotten, forgotten, Map.of("email", "nobody@example.org")).body());
        setPassword(Running.atPlatform(link(operator, email)), "a quite new one");

        assertThat(other.get(page).statusCode()).isEqualTo(302);
        Client back = new Client();
        back.post(door, door, Map.of("username", email, "password", "a quite new one"));
        assertThat(back.get(page).statusCode()).isEqualTo(200);
    }
}
