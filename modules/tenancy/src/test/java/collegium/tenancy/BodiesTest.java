package collegium.tenancy;

import static collegium.database.platform.Tables.PLATFORM_AUDIT_LOG;
import static collegium.database.tenant.Tables.SETTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Id;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.testing.TestBodies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static final Instant NOON = TestBodies.NOON;
    private final Bodies bodies = new Bodies(TestBodies.databases().platform(), TestBodies.databases().schemas(), "localhost");

    private static Operation by(Role... roles) {
        return new Operation(new Actor.Person(new AccountId(Id.fresh(NOON)), "Olu", Set.of(roles), Optional.empty()), NOON);
    }

    private static CreateBody called(String slug) {
        return new CreateBody(slug, Body.Kind.REGULATOR, "Register of " + slug, ZoneId.of("Europe/Dublin"), Locale.UK, "#0f6b5f",
                Optional.empty(), false);
    }

    private static Set<String> codes(Throwable refused) {
        return Set.copyOf(((Refused) refused).faults().stream().map(Refused.Fault::code).toList());
    }

    @Test
    void aBodyIsFoundByItsHostAndHasASchemaToWriteTo() {
        Body body = bodies.create(by(Role.OPERATOR), called("fennick"));

        assertThat(bodies.byHost("Fennick.localhost")).contains(body);
        assertThat(bodies.byHost("fennick.example.org")).isEmpty();
        assertThat(bodies.byHost("localhost")).isEmpty();
        assertThat(TestBodies.databases().tenants().<Integer>in(body.id(), sql -> sql.fetchCount(SETTING))).isZero();
    }

    @Test
    void aSlugIsTakenOnce() {
        bodies.create(by(Role.OPERATOR), called("northmoor"));

        assertThatThrownBy(() -> bodies.create(by(Role.OPERATOR), called("northmoor")))
                .satisfies(refused -> assertThat(codes(refused)).containsExactly("slug-taken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A-Body", "-x", "x-", "with.dot", "www", "admin", "é-body", "x'; drop schema"})
    void aSlugThatCannotBeAHostNameOrIsReservedIsRefused(String slug) {
        assertThatThrownBy(() -> bodies.create(by(Role.OPERATOR), called(slug))).isInstanceOf(Refused.class);
    }

    @Test
    void aSuspendedBodySaysWhyAndAResumedOneIsAsBefore() {
        Body body = bodies.create(by(Role.OPERATOR), called("calder"));

        bodies.suspend(by(Role.OPERATOR), body.id(), "Moving house");
        assertThat(bodies.byHost("calder.localhost")).get().extracting(Body::suspendedBecause).isEqualTo(Optional.of("Moving house"));

        bodies.resume(by(Role.OPERATOR), body.id());
        assertThat(bodies.byHost("calder.localhost")).contains(body);
    }

    @Test
    void renamingChangesTheNameAndNotTheSlug() {
        Body body = bodies.create(by(Role.OPERATOR), called("harrow"));

        bodies.rename(by(Role.OPERATOR), body.id(), "Harrow Institute");

        assertThat(bodies.find(body.id())).get().satisfies(renamed -> {
            assertThat(renamed.name()).isEqualTo("Harrow Institute");
            assertThat(renamed.slug()).isEqualTo("harrow");
        });
        assertThatThrownBy(() -> bodies.rename(by(Role.OPERATOR), body.id(), " \u0000 ")).isInstanceOf(Refused.class);
    }

    @Test
    void whoIsNoOperatorMayNothing() {
        Body body = bodies.create(by(Role.OPERATOR), called("iveston"));

        assertThatThrownBy(() -> bodies.create(by(Role.ADMINISTRATOR), called("jarrow"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> bodies.suspend(by(Role.ADMINISTRATOR), body.id(), "x")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> bodies.resume(by(Role.MEMBER), body.id())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> bodies.rename(by(Role.OFFICER), body.id(), "x")).isInstanceOf(Refused.class);
    }

    @Test
    void everyActStandsInThePlatformsAuditLog() {
        Body body = bodies.create(by(Role.OPERATOR), called("kelso"));
        bodies.suspend(by(Role.OPERATOR), body.id(), "Moving house");

        assertThat(TestBodies.databases().platform().<List<String>>in(sql -> sql.select(PLATFORM_AUDIT_LOG.ACT).from(PLATFORM_AUDIT_LOG)
                .where(PLATFORM_AUDIT_LOG.BODY_ID.eq(body.id())).orderBy(PLATFORM_AUDIT_LOG.ID).fetch(row -> row.value1())))
                .containsExactlyInAnyOrder("body-created", "body-suspended");
    }

    @Test
    void tenAtOnceEachClaimASchemaOfTheirOwn() throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Body>> created = executor.invokeAll(IntStream.range(0, 10)
                    .<Callable<Body>>mapToObj(i -> () -> bodies.create(by(Role.OPERATOR), called("at-once-" + (char) ('a' + i)))).toList());
            for (Future<Body> one : created) {
                assertThat(TestBodies.databases().tenants().<Integer>in(one.get().id(), sql -> sql.fetchCount(SETTING))).isZero();
            }
        }
    }

    @Test
    void colourAndLogoAreTheOperatorsToSet() {
        Body body = bodies.create(by(Role.OPERATOR), called("lorne"));
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0};

        bodies.recolour(by(Role.OPERATOR), body.id(), " #ABCDEF");
        bodies.decorate(by(Role.OPERATOR), body.id(), png);

        assertThat(bodies.find(body.id()).orElseThrow().colour()).isEqualTo("#abcdef");
        assertThat(bodies.logo(body.id()).orElseThrow().contentType()).isEqualTo("image/png");
        assertThatThrownBy(() -> bodies.decorate(by(Role.OPERATOR), body.id(), "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("not-a-picture");
        assertThatThrownBy(() -> bodies.decorate(by(Role.OPERATOR), body.id(), new byte[600_000])).hasMessage("picture-too-large");
        assertThatThrownBy(() -> bodies.recolour(by(Role.OPERATOR), body.id(), "red")).hasMessage("colour-form");
        assertThatThrownBy(() -> bodies.recolour(by(Role.ADMINISTRATOR), body.id(), "#000000")).hasMessage("not-allowed");
        assertThatThrownBy(() -> bodies.decorate(by(Role.MEMBER), body.id(), png)).hasMessage("not-allowed");
    }

    @Test
    void aDomainOfItsOwnLeadsToTheBodyAndToNoOther() {
        Body body = bodies.create(by(Role.OPERATOR), called("malton"));
        Body other = bodies.create(by(Role.OPERATOR), called("norton"));

        bodies.addDomain(by(Role.OPERATOR), body.id(), "CPD.Example.org");
        assertThat(bodies.byHost("cpd.example.org")).contains(body);
        assertThat(bodies.domains(body.id())).containsExactly("cpd.example.org");
        assertThatThrownBy(() -> bodies.addDomain(by(Role.OPERATOR), other.id(), "cpd.example.org")).hasMessage("host-taken");
        assertThatThrownBy(() -> bodies.addDomain(by(Role.OPERATOR), other.id(), "malton.localhost")).hasMessage("host-form");
        assertThatThrownBy(() -> bodies.removeDomain(by(Role.OPERATOR), other.id(), "cpd.example.org")).hasMessage("not-found");
        assertThatThrownBy(() -> bodies.addDomain(by(Role.ADMINISTRATOR), other.id(), "a.example")).hasMessage("not-allowed");
        bodies.removeDomain(by(Role.OPERATOR), body.id(), "cpd.example.org");
        assertThat(bodies.byHost("cpd.example.org")).isEmpty();
    }

    @Test
    void anOperatorsLinkSetsAPasswordOnce() {
        Operators operators = new Operators(TestBodies.databases().platform());
        OneTimeToken link = operators.invite(new Operation(new Actor.Job("command line"), NOON), "ops@collegium.example", "Ops");

        operators.setPassword(link.value(), "hash", NOON.plus(Duration.ofHours(1)));

        assertThat(operators.byEmail("OPS@collegium.example")).get().extracting(Operators.Operator::passwordHash).isEqualTo(Optional.of("hash"));
        assertThatThrownBy(() -> operators.setPassword(link.value(), "other", NOON.plus(Duration.ofHours(2)))).isInstanceOf(Refused.class);
        OneTimeToken late = operators.invite(new Operation(new Actor.Job("command line"), NOON), "ops@collegium.example", "Ops");
        assertThatThrownBy(() -> operators.setPassword(late.value(), "other", NOON.plus(Duration.ofDays(3)))).isInstanceOf(Refused.class);
    }

    @Test
    void anOperatorWhoForgotThePasswordSetsAnotherWithinTwoHoursAndEveryOtherLinkEnds() {
        Operators operators = new Operators(TestBodies.databases().platform());
        Operation product = new Operation(new Actor.Job("password reset"), NOON);
        operators.setPassword(operators.invite(product, "late@collegium.example", "Late").value(), "hash", NOON);
        Operators.Operator operator = operators.byEmail("late@collegium.example").orElseThrow();
        OneTimeToken first = operators.reset(product, operator);
        OneTimeToken second = operators.reset(product, operator);

        assertThatThrownBy(() -> operators.setPassword(first.value(), "other", NOON.plus(Duration.ofHours(2)))).isInstanceOf(Refused.class);
        assertThat(operators.setPassword(second.value(), "other", NOON.plus(Duration.ofHours(1)))).isEqualTo(operator.id());
        assertThat(operators.usable(first.value(), NOON.plus(Duration.ofHours(1)))).isFalse();
        assertThatThrownBy(() -> operators.reset(by(Role.ADMINISTRATOR), operator)).isInstanceOf(Refused.class);
    }

    @Test
    void whoFailsTooOftenWaitsAndAnotherAccountDoesNot() {
        SignInAttempts attempts = new SignInAttempts(TestBodies.databases().platform(), TestBodies.key());
        for (int i = 0; i < SignInAttempts.PER_ACCOUNT; i++) {
            attempts.check("calder", "abena@calder.example", "10.0.0.1", NOON);
            attempts.failed("calder", "abena@calder.example", "10.0.0.1", NOON);
        }

        assertThatThrownBy(() -> attempts.check("calder", "Abena@calder.example", "10.0.0.2", NOON))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.category()).isEqualTo(Refused.Category.TOO_MANY));
        attempts.check("calder", "kofi@calder.example", "10.0.0.2", NOON);
        attempts.check("northmoor", "abena@calder.example", "10.0.0.2", NOON);
        attempts.check("calder", "abena@calder.example", "10.0.0.2", NOON.plus(SignInAttempts.WINDOW).plusSeconds(1));
    }
}
