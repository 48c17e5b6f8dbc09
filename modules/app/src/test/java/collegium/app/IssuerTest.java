package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.database.TenantDatabase;
import collegium.database.tenant.Tables;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.membership.Connections;
import collegium.membership.Consents;
import collegium.membership.SigningKeys;
import collegium.tenancy.Bodies;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each body is an issuer of its own, and what it issued stops the moment that somebody takes it back. */
class IssuerTest {

    private final Society society = new Society();

    private int standing(String token) {
        return Protocol.call("GET", society.at("/api/standing"), token, "").statusCode();
    }

    @Test
    void aBodyDescribesItselfAtItsOwnOrigin() {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")) {
            JsonNode said = Protocol.json(Protocol.call("GET", society.at(path), "", ""));
            assertThat(said.get("issuer").asString()).isEqualTo(society.at(""));
            assertThat(said.get("token_endpoint").asString()).isEqualTo(society.at("/oauth2/token"));
            assertThat(said.get("code_challenge_methods_supported").toString()).contains("S256");
        }
        assertThat(Protocol.json(Protocol.call("GET", society.at("/.well-known/openid-configuration"), "", ""))
                .get("id_token_signing_alg_values_supported").toString()).isEqualTo("[\"ES256\"]");
    }

    @Test
    void thePlatformIsNoIssuerAndHasNoApi() {
        for (String path : List.of("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/oauth2/jwks",
                "/oauth2/authorize", "/userinfo", "/api/standing", "/api/openapi.json")) {
            assertThat(Protocol.call("GET", Running.atPlatform(path), "", "").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(Protocol.call("POST", Running.atPlatform("/oauth2/token"), "", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void keysArePublicInTheirPublicPartAloneAndNoTwoBodiesShareOne() {
        String own = Protocol.call("GET", society.at("/oauth2/jwks"), "", "").body();
        String others = Protocol.call("GET", new Society().at("/oauth2/jwks"), "", "").body();

        assertThat(own).contains("\"ES256\"").doesNotContain("\"d\"");
        assertThat(others).isNotEqualTo(own);
        String kept = Running.part(TenantDatabase.class).in(society.body.id(), sql -> sql.selectFrom(Tables.SIGNING_KEY).fetch().formatJSON());
        assertThat(kept).doesNotContain("\\\"d\\\"");
    }

    @Test
    void aMemberLetsAnAppInWhichThenReadsTheRecordAndComesBackWithoutAsking() {
        Connections.Registered app = society.app(true, "record", "standing");
        Client browser = new Client();

        String door = Protocol.location(browser.get(Protocol.authorization(society, app, "openid record")));
        assertThat(door).endsWith("/sign-in");
        HttpResponse<String> page = browser.get(society.at("/sign-in"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("form-action 'self' https://app.example;");
        HttpResponse<String> in = browser.postBare(society.at("/sign-in"),
                Map.of("username", Society.EMAIL, "password", Society.PASSWORD, "_csrf", Client.csrf(page.body())));
        String consent = Protocol.location(browser.get(Protocol.location(in)));
        assertThat(consent).contains("/oauth2/consent");
        HttpResponse<String> asked = browser.get(consent);
        assertThat(asked.body()).contains("Let Logbook in?", "Read and write your record", "Ama Mensah").doesNotContain("Read where you stand");
        assertThat(asked.headers().firstValue("Content-Security-Policy").orElse("")).contains("form-action 'self' https://app.example;");

        String code = Protocol.code(society, browser, app, "openid record");
        JsonNode tokens = Protocol.json(Protocol.exchange(society, app, code));
        assertThat(standing(tokens.get("access_token").asString())).isEqualTo(200);
        assertThat(tokens.get("expires_in").asInt()).isLessThanOrEqualTo(300);

        JsonNode fresh = Protocol.json(refresh(app, tokens));
        assertThat(standing(fresh.get("access_token").asString())).isEqualTo(200);
        assertThat(fresh.get("refresh_token").asString()).isNotEqualTo(tokens.get("refresh_token").asString());
        assertThat(refresh(app, tokens).statusCode()).as("a refresh token is good once").isEqualTo(400);
        assertThat(Protocol.location(browser.get(Protocol.authorization(society, app, "openid record")))).startsWith(Society.BACK + "?code=");
    }

    private HttpResponse<String> refresh(Connections.Registered app, JsonNode tokens) {
        return Protocol.token(society, app, Map.of("grant_type", "refresh_token", "refresh_token", tokens.get("refresh_token").asString()));
    }

    @Test
    void whoSaysNoLetsNobodyIn() {
        Connections.Registered app = society.app(true, "record");
        Client browser = society.signedIn(Society.EMAIL);
        String state = Protocol.query(Protocol.location(browser.get(Protocol.authorization(society, app, "record")))).get("state");

        String back = Protocol.location(browser.postBare(society.at("/oauth2/authorize"), Map.of("client_id", app.connection().id(), "state", state)));
        assertThat(back).startsWith(Society.BACK).contains("error=access_denied").doesNotContain("code=");
    }

    @Test
    void anAppOnAPhoneHasNoSecretAndNothingThatLasts() {
        Connections.Registered app = society.app(false, "record.read");
        String code = Protocol.code(society, society.signedIn(Society.EMAIL), app, "record.read");

        assertThat(Protocol.token(society, app, Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", Society.BACK,
                "code_verifier", "another-verifier-of-at-least-forty-three-characters")).statusCode()).isEqualTo(400);
        JsonNode tokens = Protocol.json(Protocol.exchange(society, app, Protocol.code(society, society.signedIn(Society.EMAIL), app, "record.read")));
        assertThat(tokens.has("refresh_token")).isFalse();
        assertThat(standing(tokens.get("access_token").asString())).isEqualTo(200);
    }

    @Test
    void withoutPkceOrToAnotherAddressNoCodeIsGiven() {
        Connections.Registered app = society.app(true, "record");
        Client browser = society.signedIn(Society.EMAIL);
        String whole = Protocol.authorization(society, app, "record");
        String bare = whole.replaceAll("&?code_challenge(_method)?=[^&]*", "");
        HttpResponse<String> answer = browser.get(bare);
        assertThat(Protocol.location(answer)).doesNotContain("code=").doesNotContain("consent");
        String elsewhere = whole.replace("app.example", "evil.example");
        assertThat(browser.get(elsewhere).statusCode()).isEqualTo(400);
    }

    @Test
    void whatOneBodyIssuedOpensNothingAtAnother() {
        Society other = new Society();
        Connections.Registered system = society.system("attendance", "standing");
        String token = Protocol.memberToken(society, society.app(true, "record"), "record");

        assertThat(standing(token)).isEqualTo(200);
        HttpResponse<String> answer = Protocol.call("GET", other.at("/api/standing"), token, "");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Protocol.json(answer).get("type").asString()).isEqualTo("urn:collegium:problem:token-needed");
        assertThat(Protocol.token(other, system, Map.of("grant_type", "client_credentials", "scope", "attendance")).statusCode()).isEqualTo(401);
        assertThat(Protocol.token(society, system, Map.of("grant_type", "client_credentials", "scope", "attendance")).statusCode()).isEqualTo(200);
    }

    @Test
    void aSessionOrATokenAboutWhoSomebodyIsIsNoKeyToTheApi() {
        Connections.Registered app = society.app(true, "record");
        Client browser = society.signedIn(Society.EMAIL);
        JsonNode tokens = Protocol.json(Protocol.exchange(society, app, Protocol.code(society, browser, app, "openid record")));

        assertThat(browser.get(society.at("/api/standing")).statusCode()).isEqualTo(401);
        assertThat(standing(tokens.get("id_token").asString())).isEqualTo(401);
        assertThat(standing(tokens.get("refresh_token").asString())).isEqualTo(401);
        assertThat(standing(tokens.get("access_token").asString() + "x")).isEqualTo(401);
        assertThat(Protocol.json(Protocol.call("GET", society.at("/userinfo"), tokens.get("access_token").asString(), "")).get("sub").asString())
                .isEqualTo(society.account.toString());
    }

    @Test
    void aTokenCannotWidenItself() {
        Connections.Registered app = society.app(true, "record", "record.read");
        String narrow = Protocol.memberToken(society, app, "record.read");

        HttpResponse<String> answer = Protocol.call("GET", Protocol.authorization(society, app, "record"), narrow, "");
        assertThat(Protocol.location(answer)).doesNotContain("consent").doesNotContain("code=");
    }

    @Test
    void whatIsTakenAwayEndsWithTheNextCall() {
        Connections connections = Running.part(Connections.class);
        Connections.Registered app = society.app(true, "record", "standing");
        Client browser = society.signedIn(Society.EMAIL);
        JsonNode tokens = Protocol.json(Protocol.exchange(society, app, Protocol.code(society, browser, app, "record")));
        String token = tokens.get("access_token").asString();

        Running.part(Accounts.class).lock(society.product(), society.account, true);
        assertThat(standing(token)).isEqualTo(401);
        assertThat(refresh(app, tokens).statusCode()).isEqualTo(400);
        Running.part(Accounts.class).lock(society.product(), society.account, false);
        assertThat(standing(token)).isEqualTo(200);

        Running.part(Accounts.class).changeRoles(society.product(), society.account, Set.of(Role.OFFICER));
        assertThat(standing(token)).isEqualTo(401);
        Running.part(Accounts.class).changeRoles(society.product(), society.account, Set.of(Role.MEMBER));

        connections.allow(society.product(), app.connection().id(), Set.of("standing"));
        assertThat(standing(token)).isEqualTo(403);
        connections.allow(society.product(), app.connection().id(), Set.of("record"));
        assertThat(standing(token)).isEqualTo(200);

        HttpResponse<String> page = browser.get(society.at("/access"));
        assertThat(page.body()).contains("Logbook");
        browser.postBare(society.at("/access/" + app.connection().id() + "/withdraw"), Map.of("_csrf", Client.csrf(page.body())));
        assertThat(standing(token)).isEqualTo(401);
        assertThat(refresh(app, tokens).statusCode()).isEqualTo(400);
        assertThat(browser.get(society.at("/access")).body()).doesNotContain("Logbook");

        String second = Protocol.memberToken(society, app, "record");
        assertThat(standing(second)).isEqualTo(200);
        connections.remove(society.product(), app.connection().id());
        assertThat(standing(second)).isEqualTo(401);
    }

    @Test
    void revokingATokenAtTheProtocolsAddressEndsIt() {
        Connections.Registered app = society.app(true, "record");
        JsonNode tokens = Protocol.json(Protocol.exchange(society, app, Protocol.code(society, society.signedIn(Society.EMAIL), app, "record")));
        Map<String, String> fields = Map.of("token", tokens.get("refresh_token").asString());
        assertThat(standing(tokens.get("access_token").asString())).isEqualTo(200);

        new Client().postBare(society.at("/oauth2/revoke"), fields, "Authorization", "Basic " + Base64.getEncoder().encodeToString(
                (app.connection().id() + ":" + app.secret().orElseThrow()).getBytes(StandardCharsets.UTF_8)));
        assertThat(standing(tokens.get("access_token").asString())).isEqualTo(401);
        assertThat(refresh(app, tokens).statusCode()).isEqualTo(400);
    }

    @Test
    void anOldSecretStopsWhenThereIsANewOne() {
        Connections.Registered system = society.system("attendance");
        String token = Protocol.systemToken(society, system, "attendance");
        Connections.Registered renewed = Running.part(Connections.class).renewSecret(society.product(), system.connection().id());

        assertThat(Protocol.token(society, system, Map.of("grant_type", "client_credentials", "scope", "attendance")).statusCode()).isEqualTo(401);
        assertThat(Protocol.token(society, renewed, Map.of("grant_type", "client_credentials", "scope", "attendance")).statusCode()).isEqualTo(200);
        assertThat(Protocol.call("POST", society.at("/api/attendance"), token, "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyThatIsReplacedSignsNoMoreAndWhatItSignedIsGoodWhileItLives() {
        Connections.Registered app = society.app(true, "record");
        String token = Protocol.memberToken(society, app, "record");
        Running.part(SigningKeys.class).rotate(society.product());

        assertThat(standing(token)).isEqualTo(200);
        String fresh = Protocol.memberToken(society, app, "record");
        assertThat(standing(fresh)).isEqualTo(200);
        assertThat(head(fresh)).isNotEqualTo(head(token));
    }

    private static String head(String token) {
        return token.substring(0, token.indexOf('.'));
    }

    @Test
    void aSuspendedBodyIssuesNothingAndAnswersNothing() {
        String token = Protocol.memberToken(society, society.app(true, "record"), "record");
        Running.part(Bodies.class).suspend(Running.operation(), society.body.id(), "The contract ended.");

        HttpResponse<String> answer = Protocol.call("GET", society.at("/api/standing"), token, "");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Protocol.json(answer).get("type").asString()).isEqualTo("urn:collegium:problem:body-closed");
        assertThat(Protocol.call("GET", society.at("/oauth2/jwks"), "", "").statusCode()).isEqualTo(503);
    }

    @Test
    void anOfficerHasNoRecordThatAnAppCouldActOn() {
        Connections.Registered app = society.app(true, "record");
        society.account("officer@example.org", Role.OFFICER);
        Client browser = society.signedIn("officer@example.org");
        String consent = Protocol.location(browser.get(Protocol.authorization(society, app, "record")));

        assertThat(browser.get(consent).body()).contains("no record here").doesNotContain("Allow it</button>");
        String answer = Protocol.location(browser.postBare(society.at("/oauth2/authorize"),
                Map.of("client_id", app.connection().id(), "state", Protocol.query(consent).get("state"), "scope", "record")));
        assertThat(answer).doesNotContain("code=");
    }

    @Test
    void tokensAreKeptAsHashesAlone() {
        Connections.Registered app = society.app(true, "record");
        JsonNode tokens = Protocol.json(Protocol.exchange(society, app, Protocol.code(society, society.signedIn(Society.EMAIL), app, "openid record")));
        String kept = Running.part(TenantDatabase.class).in(society.body.id(), sql -> sql.selectFrom(Tables.OAUTH2_AUTHORIZATION).fetch().formatJSON()
                + sql.selectFrom(Tables.OAUTH2_REGISTERED_CLIENT).fetch().formatJSON());

        assertThat(kept).contains(app.connection().id()).doesNotContain(tokens.get("access_token").asString(),
                tokens.get("refresh_token").asString(), tokens.get("id_token").asString(), app.secret().orElseThrow());
    }

    @Test
    void whoIsNoMemberConsentsToNothingAndConnectionsAreTheAdministratorsAffair() {
        Connections.Registered system = society.system("standing");
        Running.part(Consents.class).allowStanding(society.self(), system.connection().id());
        Client browser = society.signedIn(Society.EMAIL);
        assertThat(browser.get(society.at("/admin/connections")).statusCode()).isEqualTo(403);
        assertThat(browser.get(society.at("/access")).body()).contains("Harbour Events", "Allowed since");
        society.account("officer@example.org", Role.OFFICER);
        assertThat(society.signedIn("officer@example.org").get(society.at("/access")).statusCode()).isEqualTo(403);
    }
}
