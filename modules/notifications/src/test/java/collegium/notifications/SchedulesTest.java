package collegium.notifications;

import static collegium.database.platform.Tables.BODY;
import static collegium.database.platform.Tables.BODY_DUE;
import static collegium.database.tenant.Tables.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.PlatformDatabase;
import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.membership.Accounts;
import collegium.membership.Imports;
import collegium.membership.Members;
import collegium.tenancy.Bodies;
import collegium.tenancy.Operation;
import collegium.tenancy.Operators;
import collegium.tenancy.SignInAttempts;
import collegium.testing.TestBodies;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SchedulesTest {

    private static final Set<BodyId> JUDGED = ConcurrentHashMap.newKeySet();

    private final ApplicationContextRunner node = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(QuartzAutoConfiguration.class))
            .withUserConfiguration(NotificationsConfiguration.class, Schedules.class, Ground.class);

    @Configuration(proxyBeanMethods = false)
    static class Ground {
        @Bean(destroyMethod = "")
        Databases databases() {
            return TestBodies.databases();
        }

        @Bean
        TenantDatabase tenants(Databases databases) {
            return databases.tenants();
        }

        @Bean
        PlatformDatabase platform(Databases databases) {
            return databases.platform();
        }

        @Bean
        DeploymentKey key() {
            return TestBodies.key();
        }

        @Bean
        SignInAttempts attempts(PlatformDatabase platform, DeploymentKey key) {
            return new SignInAttempts(platform, key);
        }

        @Bean
        Accounts accounts(TenantDatabase tenants) {
            return new Accounts(tenants, _ -> {});
        }

        @Bean
        Operators operators(PlatformDatabase platform) {
            return new Operators(platform);
        }

        @Bean
        Members members(TenantDatabase tenants) {
            return new Members(tenants, _ -> {});
        }

        @Bean
        Imports imports(Databases databases) {
            return new Imports(databases.tenants(), new Bodies(databases.platform(), databases.schemas(), "localhost"), List.of());
        }

        @Bean
        NightlyJudging judging() {
            return call -> {
                JUDGED.add(call.body());
                return 1;
            };
        }
    }

    private static void write(Post post, BodyId body) {
        Call call = TestBodies.job(body);
        post.write(call, new Recipient.ToAddress("a@members.example", "A"));
    }

    private static String state(Post post, BodyId body) {
        return post.tenants.in(body, sql -> sql.select(MESSAGE.STATE).from(MESSAGE).fetchSingle(row -> row.value1()));
    }

    private static void suspend(Post post, BodyId body) {
        post.platform.run(sql -> sql.update(BODY).set(BODY.STATUS, "suspended").where(BODY.ID.eq(body)).execute());
    }

    @Test
    void twoNodesSendWhatAHintTellsOfWithinSecondsAndLeaveSuspendedBodiesAlone() {
        Post post = Post.withoutServer();
        BodyId active = TestBodies.fresh();
        BodyId suspended = TestBodies.fresh();
        suspend(post, suspended);
        write(post, active);
        write(post, suspended);

        node.run(first -> node.run(second -> {
            assertThat(first).hasNotFailed();
            assertThat(second).hasNotFailed();
            long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
            while (!state(post, active).equals("kept") && System.nanoTime() < end) {
                Thread.sleep(100);
            }
            assertThat(state(post, active)).isEqualTo("kept");
            assertThat(state(post, suspended)).isEqualTo("due");
        }));
    }

    @Test
    void theFullSweepFindsWhatALostHintMissed() {
        Post post = Post.withoutServer();
        BodyId body = TestBodies.fresh();
        write(post, body);
        post.platform.run(sql -> sql.deleteFrom(BODY_DUE).where(BODY_DUE.BODY_ID.eq(body)).execute());

        node.withPropertyValues("spring.quartz.auto-startup=false")
                .run(context -> Tasks.Task.SEND_ALL.run(context.getBean(Tasks.class)));

        assertThat(state(post, body)).isEqualTo("kept");
    }

    @Test
    void everyActiveBodyIsJudgedAndNoSuspendedOne() {
        Post post = Post.withoutServer();
        BodyId active = TestBodies.fresh();
        BodyId suspended = TestBodies.fresh();
        suspend(post, suspended);

        node.withPropertyValues("spring.quartz.auto-startup=false").run(context -> {
            Tasks.Task.JUDGE.run(context.getBean(Tasks.class));
            Tasks.Task.REMIND.run(context.getBean(Tasks.class));
            Tasks.Task.RESUME_IMPORTS.run(context.getBean(Tasks.class));
            Tasks.Task.PRUNE.run(context.getBean(Tasks.class));
        });

        assertThat(JUDGED).contains(active).doesNotContain(suspended);
    }

    @Test
    void mailOfThePlatformIsKeptForTheOperatorWithoutAServer() {
        Operation operation = new Operation(new Actor.Job("test"), Instant.parse("2026-11-24T12:00:00Z"));
        node.withPropertyValues("spring.quartz.auto-startup=false").run(context -> {
            PlatformOutbox outbox = context.getBean(PlatformOutbox.class);
            Face own = new Face("Collegium", "http://localhost:8080", "#0f6b62", Locale.UK, ZoneOffset.UTC);
            outbox.add(operation, "operator@collegium.example",
                    new Mail(own, "Your link\r\nBcc: evil@example.org", "Dear Olu,", List.of("Here it is."), List.of(), "", "", ""));
            Tasks.Task.SEND_HINTED.run(context.getBean(Tasks.class));

            PlatformOutbox.PlatformMessage mail = outbox.page(operation, Optional.empty(), 10).getFirst();
            assertThat(mail.state()).isEqualTo(MessageState.KEPT);
            assertThat(mail.subject()).isEqualTo("Your link Bcc: evil@example.org");
        });
    }

    @Test
    void aHintIsWrittenAfterCommitAndOnlyWhenItIsEarlier() {
        Post post = Post.withoutServer();
        BodyId body = TestBodies.fresh();
        Call call = TestBodies.job(body);
        Instant late = call.at().plus(Duration.ofDays(2));

        post.write(call, NewMessage.now(MessageKind.DETERMINATION, new Recipient.ToAddress("a@b.example", "A"), Facts.none(), late));
        assertThat(hint(post, body)).isEqualTo(late);
        write(post, body);
        assertThat(hint(post, body)).isEqualTo(call.at());
        post.write(call, NewMessage.now(MessageKind.DETERMINATION, new Recipient.ToAddress("a@b.example", "A"), Facts.none(), late));
        assertThat(hint(post, body)).isEqualTo(call.at());
    }

    private static Instant hint(Post post, BodyId body) {
        return post.platform.in(sql -> sql.select(BODY_DUE.DUE_AT).from(BODY_DUE).where(BODY_DUE.BODY_ID.eq(body)).fetchSingle(row -> row.value1()));
    }
}
