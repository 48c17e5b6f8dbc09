package collegium.notifications;

import static collegium.database.platform.Tables.OPERATOR_LINK;
import static collegium.database.tenant.Tables.IDEMPOTENCY;
import static collegium.database.tenant.Tables.OAUTH2_AUTHORIZATION;
import static collegium.database.tenant.Tables.ONE_TIME_LINK;

import collegium.database.PlatformDatabase;
import collegium.database.TenantDatabase;
import collegium.membership.Imports;
import collegium.tenancy.SignInAttempts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the schedules run. Every task may run twice, on any node, and be cut off at any point. */
final class Tasks {

    private static final Duration KEYS_LIVE = Duration.ofDays(2);
    /** Longer than a refresh token. */
    private static final Duration AUTHORIZATIONS_LIVE = Duration.ofDays(31);
    private static final Duration LINKS_STAY = Duration.ofDays(30);

    private final ActiveBodies bodies;
    private final JobCalls calls;
    private final Sender sender;
    private final PlatformOutbox platformOutbox;
    private final Hints hints;
    private final Reminders reminders;
    private final Optional<DueReminders> deadlines;
    private final List<NightlyJudging> judging;
    private final Imports imports;
    private final SignInAttempts attempts;
    private final TenantDatabase tenants;
    private final PlatformDatabase platform;

    Tasks(ActiveBodies bodies, JobCalls calls, Sender sender, PlatformOutbox platformOutbox, Hints hints, Reminders reminders,
            Optional<DueReminders> deadlines, List<NightlyJudging> judging, Imports imports,
            SignInAttempts attempts, TenantDatabase tenants, PlatformDatabase platform) {
        this.bodies = bodies;
        this.calls = calls;
        this.sender = sender;
        this.platformOutbox = platformOutbox;
        this.hints = hints;
        this.reminders = reminders;
        this.deadlines = deadlines;
        this.judging = judging;
        this.imports = imports;
        this.attempts = attempts;
        this.tenants = tenants;
        this.platform = platform;
    }

    /** The work of a schedule. */
    enum Task {
        SEND_HINTED {
            @Override
            void run(Tasks tasks) {
                tasks.platformOutbox.sendDue(tasks.calls::at);
                tasks.send(tasks.bodies.takeDue(tasks.calls.at()));
            }
        },
        SEND_ALL {
            @Override
            void run(Tasks tasks) {
                tasks.send(tasks.bodies.all());
            }
        },
        JUDGE {
            @Override
            void run(Tasks tasks) {
                tasks.judging.forEach(judging -> tasks.bodies.visit(tasks.bodies.all(), body ->
                        judging.judgeDue(tasks.calls.in(body.id(), body.zone(), "nightly-judging"))));
            }
        },
        REMIND {
            @Override
            void run(Tasks tasks) {
                tasks.deadlines.ifPresent(source -> tasks.bodies.visit(tasks.bodies.all(), body ->
                        tasks.reminders.write(tasks.calls.in(body.id(), body.zone(), "reminders"), source)));
            }
        },
        RESUME_IMPORTS {
            @Override
            void run(Tasks tasks) {
                tasks.bodies.visit(tasks.bodies.all(), body -> tasks.imports.resume(tasks.calls.in(body.id(), body.zone(), "imports")));
            }
        },
        PRUNE {
            @Override
            void run(Tasks tasks) {
                tasks.prune();
            }
        };

        abstract void run(Tasks tasks);
    }

    private void send(List<ActiveBodies.Visited> due) {
        bodies.visit(due, body -> {
            // Should this be cut off, the full sweep finds the rest.
            sender.sendDue(body.id(), () -> calls.in(body.id(), body.zone(), "sender")).ifPresent(next -> hints.write(body.id(), next));
        });
    }

    private void prune() {
        Instant at = calls.at();
        attempts.prune(at);
        platform.run(sql -> sql.deleteFrom(OPERATOR_LINK).where(OPERATOR_LINK.EXPIRES_AT.lt(at.minus(LINKS_STAY))).execute());
        bodies.visit(bodies.all(), body -> tenants.run(body.id(), sql -> {
            sql.deleteFrom(IDEMPOTENCY).where(IDEMPOTENCY.CREATED_AT.lt(at.minus(KEYS_LIVE))).execute();
            sql.deleteFrom(OAUTH2_AUTHORIZATION).where(OAUTH2_AUTHORIZATION.SAVED_AT.lt(at.minus(AUTHORIZATIONS_LIVE))).execute();
            sql.deleteFrom(OAUTH2_AUTHORIZATION).where(OAUTH2_AUTHORIZATION.REFRESH_TOKEN_VALUE.isNull())
                    .and(OAUTH2_AUTHORIZATION.SAVED_AT.lt(at.minus(KEYS_LIVE))).execute();
            sql.deleteFrom(ONE_TIME_LINK).where(ONE_TIME_LINK.EXPIRES_AT.lt(at.minus(LINKS_STAY))).execute();
        }));
    }
}
