package collegium.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.database.DeploymentKey;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.testing.TestBodies;
import com.nimbusds.jose.jwk.JWK;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who lets other systems in, who lets them near a record, and with which keys a body signs. */
class ConnectionsTest {

    private final BodyId body = TestBodies.fresh();
    private final BodyId other = TestBodies.fresh();
    private final Connections connections = new Connections(TestBodies.databases().tenants());
    private final Consents consents = new Consents(TestBodies.databases().tenants());
    private final SigningKeys keys = new SigningKeys(TestBodies.databases().tenants(), TestBodies.key());
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
    private final AccountId account = new Accounts(TestBodies.databases().tenants(), _ -> {}).open(TestBodies.job(body), "ama@example.org", "Ama", Set.of(Role.MEMBER));
    private final MemberId member = new Members(TestBodies.databases().tenants(), _ -> {}).register(TestBodies.job(body), new RegisterMember("1", "Ama",
            "Mensah", Optional.empty(), LocalDate.of(2020, 1, 1), Optional.of(account), List.of()));
    private final Call ama = TestBodies.byMember(body, account, member);

    private static RegisterConnection app(String... redirects) {
        return new RegisterConnection("Logbook", Connection.Kind.APP, true, Set.of("record"), List.of(redirects));
    }

    private static RegisterConnection system(String... scopes) {
        return new RegisterConnection("Register", Connection.Kind.SYSTEM, true, Set.of(scopes), List.of());
    }

    @Test
    void administratorsAloneLetSystemsIn() {
        String id = connections.register(administrator, system("standing")).connection().id();
        Call client = new Call(body, new Actor.Client(id, "Register", Set.of("record", "standing", "attendance"), Optional.of(member)), TestBodies.NOON, TestBodies.ZONE);
        for (Call call : List.of(ama, client, TestBodies.by(body, Role.OFFICER, Role.REVIEWER, Role.COORDINATOR, Role.OPERATOR))) {
            for (Consumer<Call> attempt : List.<Consumer<Call>>of(connections::all, at -> connections.find(at, id), at -> connections.register(at, app("https://a.example")),
                    at -> connections.renewSecret(at, id), at -> connections.allow(at, id, Set.of("attendance")), at -> connections.remove(at, id), keys::rotate)) {
                assertThatThrownBy(() -> attempt.accept(call)).hasMessage("not-allowed");
            }
        }
        assertThatThrownBy(() -> connections.find(TestBodies.by(other, Role.ADMINISTRATOR), id)).hasMessage("not-found");
        assertThat(connections.find(other, id)).isEmpty();
    }

    @Test
    void theMemberAloneGivesAndTakesBack() {
        String id = connections.register(administrator, system("standing")).connection().id();
        Call client = new Call(body, new Actor.Client(id, "Register", Set.of("standing"), Optional.empty()), TestBodies.NOON, TestBodies.ZONE);
        for (Call call : List.of(administrator, client, TestBodies.by(body, Role.OFFICER))) {
            assertThatThrownBy(() -> consents.allowStanding(call, id)).hasMessage("not-allowed");
            assertThatThrownBy(() -> consents.withdraw(call, id)).hasMessage("not-allowed");
            assertThatThrownBy(() -> consents.give(call, id, Set.of("record"))).hasMessage("not-allowed");
        }
        assertThatThrownBy(() -> consents.requireStanding(client, member)).hasMessage("not-found");
        assertThatThrownBy(() -> consents.consenting(client, "1")).hasMessage("not-found");

        consents.allowStanding(ama, id);
        consents.requireStanding(client, member);
        assertThat(consents.consenting(client, "1")).isEqualTo(member);
        assertThatThrownBy(() -> consents.requireStanding(administrator, member)).hasMessage("not-found");

        consents.withdraw(ama, id);
        assertThatThrownBy(() -> consents.requireStanding(client, member)).hasMessage("not-found");
        assertThatThrownBy(() -> consents.withdraw(ama, id)).hasMessage("not-found");
        assertThat(new AuditLog(TestBodies.databases().tenants()).acts(administrator)).contains("connection-registered", "access-given", "access-withdrawn");
    }

    @Test
    void aSystemThatMayNotAskForStandingsIsNotAllowedByMistake() {
        String id = connections.register(administrator, system("attendance")).connection().id();
        assertThat(consents.of(ama)).isEmpty();
        assertThatThrownBy(() -> consents.allowStanding(ama, id)).hasMessage("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example/back?x=1", "http://127.0.0.1/back", "http://127.0.0.1:9999/back", "http://[::1]/back", "com.example.app:/back"})
    void addressesOfAnAppsOwnAreTaken(String address) {
        assertThat(connections.register(administrator, app(address)).connection().redirects()).containsExactly(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://app.example/back", "http://localhost/back", "javascript:alert(1)", "data:text/html,x", "//app.example", "/back", "app:/back",
        "com.example.app:back", "https://app.example/#part", "https://user@app.example/", "https://a.example/,https://b.example/", "https:///back", "not an address", "\0"})
    void addressesThatCouldLeadAstrayAreRefused(String address) {
        assertThatThrownBy(() -> connections.register(administrator, app(address))).hasMessage("redirect-form");
    }

    @Test
    void whatDoesNotFitIsRefusedAtOnce() {
        assertThatThrownBy(() -> connections.register(administrator, new RegisterConnection(" ", Connection.Kind.APP, true, Set.of("attendance"), List.of())))
                .hasMessageContainingAll("name-form", "unknown-word", "required");
        assertThatThrownBy(() -> connections.register(administrator, system())).hasMessageContaining("required");
        connections.register(administrator, system("attendance"));
        assertThatThrownBy(() -> connections.register(administrator, system("attendance"))).hasMessage("connection-name-taken");
        assertThatThrownBy(() -> connections.allow(administrator, "no id", Set.of("record"))).isInstanceOf(Refused.class);
    }

    @Test
    void aSecretIsShownOnceAndKeptAsAHash() {
        Connections.Registered registered = connections.register(administrator, system("attendance"));
        String secret = registered.secret().orElseThrow();

        assertThat(secret).hasSizeGreaterThan(40);
        assertThat(registered.toString()).doesNotContain(secret);
        assertThat(connections.find(body, registered.connection().id()).orElseThrow().secretHash()).contains(Connections.hash(secret));
        Connections.Registered open = connections.register(administrator, new RegisterConnection("Phone", Connection.Kind.APP, false, Set.of("record"), List.of("com.example.app:/b")));
        assertThat(open.secret()).isEmpty();
        assertThatThrownBy(() -> connections.renewSecret(administrator, open.connection().id())).hasMessage("connection-without-secret");
    }

    @Test
    void manyWhoFindNoKeyMakeOne() throws Exception {
        try (ExecutorService several = Executors.newFixedThreadPool(8)) {
            List<String> made = several.invokeAll(Collections.nCopies(8, (Callable<String>) () -> keys.signing(body, TestBodies.NOON).getKeyID())).stream()
                    .map(key -> key.resultNow()).distinct().toList();
            assertThat(made).hasSize(1);
        }
        assertThat(keys.checking(body, TestBodies.NOON)).singleElement().satisfies(key -> assertThat(key.isPrivate()).isFalse());
        assertThat(keys.signing(other, TestBodies.NOON).getKeyID()).isNotEqualTo(keys.signing(body, TestBodies.NOON).getKeyID());
    }

    @Test
    void aReplacedKeyIsShownForADayAndThenGone() {
        JWK before = keys.signing(body, TestBodies.NOON);
        keys.rotate(administrator);
        JWK after = keys.signing(body, TestBodies.NOON);

        assertThat(after.getKeyID()).isNotEqualTo(before.getKeyID());
        assertThat(keys.checking(body, TestBodies.NOON)).extracting(JWK::getKeyID).containsExactlyInAnyOrder(before.getKeyID(), after.getKeyID());
        assertThat(keys.checking(body, TestBodies.NOON.plus(Duration.ofHours(25)))).extracting(JWK::getKeyID).containsExactly(after.getKeyID());
    }

    @Test
    void withoutTheDeploymentsKeyAPrivateKeyDoesNotOpen() {
        keys.signing(body, TestBodies.NOON);
        SigningKeys elsewhere = new SigningKeys(TestBodies.databases().tenants(), DeploymentKey.of("f".repeat(64)));
        assertThatThrownBy(() -> elsewhere.signing(body, TestBodies.NOON)).hasMessageContaining("does not open");
    }
}
