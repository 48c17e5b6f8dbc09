package collegium.app.demo;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static collegium.database.tenant.Tables.AUDIT_LOG;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.SCHEME_VERSION;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Running;
import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.tenancy.Bodies;
import collegium.tenancy.CreateBody;
import collegium.tenancy.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The demonstration of a start that was ended in the middle. */
class DemonstrationTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");

    private final DemoFiller filler = Running.part(DemoFiller.class);
    private final Actor.Job job = new Actor.Job("demonstration");

    private static DemoBody body() {
        DemoBody like = DemoBody.all().getLast();
        return new DemoBody(4, 20, "interrupted", like.kind(), "Interrupted", like.colour(), like.modelledOn(), like.scheme(), like.regulator(), like.unit(),
                like.fullRecord(), like.since(), like.samples(), like.artefacts());
    }

    private static List<Integer> counts(BodyId body) {
        return Running.part(TenantDatabase.class).in(body, sql -> List.of(sql.fetchCount(ACCOUNT), sql.fetchCount(MEMBER), sql.fetchCount(SCHEME_VERSION),
                sql.fetchCount(SUBMISSION), sql.fetchCount(AUDIT_LOG)));
    }

    private static int doneAfterTheySubmitted(BodyId body) {
        return Running.part(TenantDatabase.class).in(body, sql -> sql.select(SUBMISSION.MEMBER_ID, SUBMISSION.SUBMITTED_AT).from(SUBMISSION).fetch().stream()
                .mapToInt(submitted -> sql.fetchCount(ACTIVITY_REVISION, ACTIVITY_REVISION.MEMBER_ID.eq(submitted.value1())
                        .and(ACTIVITY_REVISION.ENDED_ON.gt(submitted.value2().atZone(ZONE).toLocalDate())))).sum());
    }

    @Test
    void whatAnEarlierStartLeftUnfinishedIsMadeByTheNextAndThenLeftAlone() {
        DemoBody demo = body();
        Instant then = Instant.now().minus(Duration.ofDays(3));
        BodyId id = Running.part(Bodies.class).create(new Operation(job, then), new CreateBody(demo.slug(), demo.kind(), demo.name(), ZONE, Locale.UK, demo.colour(),
                Optional.of(demo.modelledOn()), true)).id();
        Call begun = new Call(id, job, then, ZONE);
        filler.rules(begun, demo);
        filler.members(begun, demo, filler.people(begun, demo, Running.hash(DemoBodies.PASSWORD)), 7);

        Call again = new Call(id, job, Instant.now(), ZONE);
        assertThat(filler.filled(id)).isFalse();
        filler.fill(again, demo, Running.hash(DemoBodies.PASSWORD));

        List<Integer> made = counts(id);
        assertThat(made.subList(0, 3)).containsExactly(5, demo.members(), 1);
        assertThat(made.get(3)).isPositive();
        assertThat(doneAfterTheySubmitted(id)).isZero();
        assertThat(filler.filled(id)).isTrue();
        filler.fill(again, demo, Running.hash(DemoBodies.PASSWORD));
        assertThat(counts(id)).isEqualTo(made);
    }
}
