package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes in, who does not, and for how long. */
class SignInTest {

    private static final String EMAIL = "ann@example.org";
    private static final String PASSWORD = "correct horse battery";
    private final Client client = new Client();
    private Body body = Running.freshBody();
    private AccountId account = open(body);

    @BeforeEach
    void fresh() {
        assertThat(client.get(Running.at(body, "/")).statusCode()).isEqualTo(302);
    }

    private static Call job(Body body) {
        return new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
    }

    private static AccountId open(Body body) {
        Accounts accounts = Running.part(Accounts.class);
        AccountId id = accounts.open(job(body), EMAIL, "Ann Example", Set.of(Role.OFFICER));
        OneTimeToken link = accounts.link(job(body), id, true);
        accounts.setPassword(job(body), link, Running.hash(PASSWORD));
        return id;
    }

    private HttpResponse<String> signIn(Body at, String email, String password) {
        return client.post(Running.at(at, "/sign-in"), Running.at(at, "/sign-in"), Map.of("username", email, "password", password));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void theRightPasswordOpensTheBodyAndIsWrittenDown() {
        HttpResponse<String> answer = signIn(body, EMAIL, PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).doesNotContain("sign-in");
        assertThat(location(client.get(Running.at(body, "/")))).endsWith("/officer");
        Call administrator = new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
        assertThat(Running.part(collegium.membership.AuditLog.class).acts(administrator)).contains("signed-in");
    }

    @Test
    void aWrongPasswordShowsTheFormAgainWithTheEmailAndNotThePassword() {
        HttpResponse<String> answer = signIn(body, EMAIL, "wrong password");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("is not right").contains(EMAIL).doesNotContain("wrong password");
    }

    @Test
    void whoFailsTooOftenWaitsEvenWithTheRightPassword() {
        for (int i = 0; i < 8; i++) {
            signIn(body, EMAIL, "wrong");
        }
        assertThat(signIn(body, EMAIL, PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        assertThat(client.postBare(Running.at(body, "/sign-in"), Map.of("username", EMAIL, "password", PASSWORD)).statusCode()).isEqualTo(403);
        assertThat(location(client.postBare(Running.at(body, "/activities"), Map.of("title", "x")))).endsWith("/sign-in?ended");
    }

    @Test
    void aCookieOfOneBodyOpensNothingAtAnother() {
        Body other = Running.freshBody();
        signIn(body, EMAIL, PASSWORD);
        String cookie = client.cookies().getCookieStore().getCookies().stream()
                .filter(each -> each.getName().equals("collegium-session")).findFirst().orElseThrow().getValue();
        assertThat(location(new Client().get(Running.at(body, "/"), "Cookie", "collegium-session=" + cookie))).endsWith("/officer");
        assertThat(location(new Client().get(Running.at(other, "/"), "Cookie", "collegium-session=" + cookie))).contains("/sign-in");
    }

    @Test
    void aSessionGetsANewNameBySigningIn() {
        client.get(Running.at(body, "/sign-in"));
        String before = cookie();
        signIn(body, EMAIL, PASSWORD);
        assertThat(cookie()).isNotEqualTo(before);
    }

    private String cookie() {
        return client.cookies().getCookieStore().getCookies().stream()
                .filter(each -> each.getName().equals("collegium-session")).findFirst().orElseThrow().getValue();
    }

    @Test
    void aRoleThatIsTakenAwayEndsWithTheNextPage() {
        signIn(body, EMAIL, PASSWORD);
        Running.part(Accounts.class).changeRoles(job(body), account, Set.of(Role.REVIEWER));
        assertThat(location(client.get(Running.at(body, "/")))).endsWith("/reviews");
    }

    @Test
    void whoHoldsNoRoleWithPagesIsToldSo() {
        signIn(body, EMAIL, PASSWORD);
        Running.part(Accounts.class).changeRoles(job(body), account, Set.of(Role.COORDINATOR));
        HttpResponse<String> answer = client.get(Running.at(body, "/"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Nothing here is yours yet", "Ask an administrator there", "Sign out");
    }

    @Test
    void signingOutEndsTheSession() {
        signIn(body, EMAIL, PASSWORD);
        HttpResponse<String> answer = client.post(Running.at(body, "/sign-in"), Running.at(body, "/sign-out"), Map.of());
        assertThat(location(answer)).endsWith("/sign-in?out");
        assertThat(location(client.get(Running.at(body, "/")))).contains("/sign-in");
    }

    @Test
    void aLinkSetsThePasswordOnceAndEndsEverySession() {
        signIn(body, EMAIL, PASSWORD);
        OneTimeToken link = Running.part(Accounts.class).link(job(body), account, false);
        Client elsewhere = new Client();
        String page = Running.at(body, "/set-password/" + link.value());

        assertThat(elsewhere.post(page, Running.at(body, "/set-password"), Map.of("token", link.value(), "password", "short")).statusCode())
                .isEqualTo(422);
        assertThat(location(elsewhere.post(page, Running.at(body, "/set-password"),
                Map.of("token", link.value(), "password", "a quite new one")))).endsWith("/sign-in?set");
        assertThat(elsewhere.get(page).body()).contains("was used already");
        assertThat(location(client.get(Running.at(body, "/")))).contains("/sign-in");
        assertThat(signIn(body, EMAIL, "a quite new one").statusCode()).isEqualTo(302);
    }

    @Test
    void askingForALinkAnswersTheSameForEverybodyAndWritesAMessageForAnAccountAlone() {
        String page = Running.at(body, "/forgotten-password");
        HttpResponse<String> known = client.post(page, page, Map.of("email", EMAIL));
        HttpResponse<String> unknown = client.post(page, page, Map.of("email", "nobody@example.org"));
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(unknown.body()).isEqualTo(known.body());
    }

    @Test
    void everyPageCarriesTheHeaders() {
        HttpResponse<String> answer = new Client().get(Running.at(body, "/sign-in"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'").doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().allValues("Set-Cookie").toString()).contains("HttpOnly", "SameSite=Lax").doesNotContain("Domain");
    }
}
