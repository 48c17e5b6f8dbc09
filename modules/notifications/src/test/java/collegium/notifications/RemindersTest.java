package collegium.notifications;

import static collegium.database.tenant.Tables.ENROLMENT;
import static collegium.database.tenant.Tables.PERIOD;
import static collegium.database.tenant.Tables.SCHEME;
import static collegium.testing.TestBodies.job;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.database.tenant.tables.records.MessageRecord;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.testing.TestBodies;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindersTest {

    private static final LocalDate DEADLINE = LocalDate.of(2026, 12, 31);

    private final Post post = Post.withoutServer();
    private final Reminders reminders = new Reminders(post.tenants, post.outbox);
    private final BodyId body = TestBodies.fresh();
    private EnrolmentId enrolment = new EnrolmentId(new UUID(0, 0));
    private PeriodId period = new PeriodId(new UUID(0, 0));
    private MemberId member = new MemberId(new UUID(0, 0));

    @BeforeEach
    void aMemberInAPeriod() {
        Call call = job(body);
        member = post.member(body, "20609", "Abena", "abena@members.example");
        UUID scheme = call.freshId();
        enrolment = new EnrolmentId(call.freshId());
        period = new PeriodId(call.freshId());
        post.tenants.run(body, sql -> {
            sql.insertInto(SCHEME).set(SCHEME.ID, scheme).set(SCHEME.CODE, "cpd").set(SCHEME.NAME, "CPD").set(SCHEME.AUTHORITY, "body")
                    .set(SCHEME.CREATED_AT, call.at()).execute();
            sql.insertInto(ENROLMENT).set(ENROLMENT.ID, enrolment).set(ENROLMENT.MEMBER_ID, member).set(ENROLMENT.SCHEME_ID, scheme)
                    .set(ENROLMENT.FROM_DATE, LocalDate.of(2026, 1, 1)).set(ENROLMENT.REASON, "rule").set(ENROLMENT.SOURCE, "rule")
                    .set(ENROLMENT.REVISION, 1L).set(ENROLMENT.CREATED_AT, call.at()).execute();
            sql.insertInto(PERIOD).set(PERIOD.ID, period).set(PERIOD.ENROLMENT_ID, enrolment).set(PERIOD.MEMBER_ID, member)
                    .set(PERIOD.NUMBER, 1).set(PERIOD.FIRST_DAY, LocalDate.of(2026, 1, 1)).set(PERIOD.LAST_DAY, DEADLINE)
                    .set(PERIOD.DO_BY, DEADLINE).set(PERIOD.RECORD_BY, DEADLINE).set(PERIOD.DECLARE_BY, DEADLINE)
                    .set(PERIOD.ZONE, "Europe/London").set(PERIOD.DEADLINE_AT, call.at()).set(PERIOD.STATUS, "open")
                    .set(PERIOD.SOURCE, "opened").set(PERIOD.REVISION, 1L).set(PERIOD.OPENED_AT, call.at()).execute();
        });
    }

    private DueReminders.Due missing(LocalDate deadline) {
        return new DueReminders.Due(enrolment, period, member, "structured", deadline, new Facts.Line("Structured hours", "at-risk",
                Optional.of(new BigDecimal("21")), Optional.of(new BigDecimal("17.5")), Optional.of(new BigDecimal("3.5")), "hours",
                "Reading is unstructured."));
    }

    private static DueReminders source(DueReminders.Due... due) {
        return (call, until, after, _) -> new DueReminders.Page(
                List.of(due).stream().filter(one -> !one.deadline().isBefore(call.today()) && !one.deadline().isAfter(until)).toList(),
                Optional.empty());
    }

    private Call when(String local, String zone) {
        Instant at = LocalDateTime.parse(local).atZone(ZoneId.of(zone)).toInstant();
        return new Call(body, job(body).actor(), at, ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T23:59:59, Europe/London, ''",
        "2026-10-02T00:00:00, Europe/London, 90",
        "2026-11-30T23:59:59, Europe/London, 90",
        "2026-12-01T00:00:00, Europe/London, 30",
        "2026-12-23T23:59:59, Pacific/Auckland, 30",
        "2026-12-24T00:00:00, Pacific/Auckland, 7",
        "2026-12-31T23:59:59, America/St_Johns, 7",
        "2027-01-01T00:00:00, America/St_Johns, ''",
    })
    void theTierFollowsTheBodysCalendarOnBothSidesOfMidnight(String local, String zone, String tier) {
        reminders.write(when(local, zone), source(missing(DEADLINE)));

        assertThat(post.rows(body)).extracting(MessageRecord::getDedup)
                .isEqualTo(tier.isEmpty() ? List.of() : List.of("reminder:" + enrolment.value() + ":" + period.value() + ":structured:2026-12-31:" + tier));
    }

    @Test
    void oneTierIsWrittenOnceHoweverOftenTheJobRuns() {
        reminders.write(when("2026-12-01T00:15:00", "Europe/London"), source(missing(DEADLINE)));
        reminders.write(when("2026-12-01T01:15:00", "Europe/London"), source(missing(DEADLINE)));
        post.sendDue(when("2026-12-01T07:00:00", "Europe/London"));
        reminders.write(when("2026-12-02T01:15:00", "Europe/London"), source(missing(DEADLINE)));

        assertThat(post.only(body).getState()).isEqualTo("kept");
    }

    @Test
    void nobodyIsWrittenToAtMidnight() {
        reminders.write(when("2026-12-01T00:15:00", "Europe/London"), source(missing(DEADLINE)));
        assertThat(post.only(body).getDueAt()).isEqualTo(Instant.parse("2026-12-01T07:00:00Z"));

        post.sendDue(when("2026-12-01T06:59:59", "Europe/London"));
        assertThat(post.only(body).getState()).isEqualTo("due");
    }

    @Test
    void theMailHasTheFactsOfTheStandingInTextAndHtml() {
        reminders.write(when("2026-12-01T08:15:00", "Europe/London"), source(missing(DEADLINE)));
        post.sendDue(when("2026-12-01T08:15:00", "Europe/London"));

        MessageRecord row = post.only(body);
        assertThat(row.getSubject()).isEqualTo("Structured hours: 3.5 hours to go by 31 December 2026");
        for (String part : List.of(row.getBodyText(), row.getBodyHtml())) {
            assertThat(part).contains("30 days are left").contains("17.5 of 21 hours").contains("3.5 hours").contains("At risk")
                    .contains("Reading is unstructured.").contains("falls due on 31 December 2026");
        }
    }

    @Test
    void oneHourIsOne() {
        reminders.write(when("2026-12-01T08:15:00", "Europe/London"), source(new DueReminders.Due(enrolment, period, member, "structured", DEADLINE,
                new Facts.Line("Structured hours", "at-risk", Optional.of(new BigDecimal("21")), Optional.of(new BigDecimal("20")), Optional.of(BigDecimal.ONE), "hours", ""))));
        post.sendDue(when("2026-12-01T08:15:00", "Europe/London"));

        MessageRecord row = post.only(body);
        assertThat(row.getSubject()).isEqualTo("Structured hours: 1 hour to go by 31 December 2026");
        assertThat(row.getBodyText()).contains("20 of 21 hours count so far", "1 hour is still to go", "1 hour to go");
    }

    @Test
    void theLastDayAndTheLastButOneAreNamedSo() {
        reminders.write(when("2026-12-30T08:15:00", "Europe/London"), source(missing(DEADLINE)));
        post.sendDue(when("2026-12-30T08:15:00", "Europe/London"));
        assertThat(post.only(body).getBodyText()).contains("One day is left");

        reminders.write(when("2026-12-31T08:15:00", "Europe/London"), source(missing(DEADLINE)));
        assertThat(post.rows(body)).hasSize(1);
    }

    @Test
    void whatHasNoAmountIsWordedWithoutOne() {
        DueReminders.Due declaration = new DueReminders.Due(enrolment, period, member, "declaration", DEADLINE,
                new Facts.Line("Yearly declaration", "open", Optional.empty(), Optional.empty(), Optional.empty(), "", ""));
        reminders.write(when("2026-12-24T08:15:00", "Europe/London"), source(declaration));
        post.sendDue(when("2026-12-24T08:15:00", "Europe/London"));

        assertThat(post.only(body).getSubject()).isEqualTo("Yearly declaration: due by 31 December 2026");
        assertThat(post.only(body).getBodyText()).contains("7 days are left for “Yearly declaration”");
    }

    @Test
    void aDeadlineThatMovesCancelsWhatWasNotSentAndTheNewDateHasItsOwn() {
        reminders.write(when("2026-12-01T00:15:00", "Europe/London"), source(missing(DEADLINE)));
        LocalDate later = DEADLINE.plusMonths(1);
        post.tenants.run(body, sql -> reminders.cancel(sql, enrolment, period));
        assertThat(post.only(body).getState()).isEqualTo("cancelled");

        reminders.write(when("2026-12-01T01:15:00", "Europe/London"), source(missing(later)));
        assertThat(post.rows(body)).extracting(MessageRecord::getState).containsExactlyInAnyOrder("cancelled", "due");

        reminders.write(when("2026-12-01T02:15:00", "Europe/London"), source(missing(DEADLINE)));
        assertThat(post.rows(body)).filteredOn(row -> row.getState().equals("due")).extracting(MessageRecord::getDedup)
                .containsExactly("reminder:" + enrolment.value() + ":" + period.value() + ":structured:2026-12-31:30");
    }

    @Test
    void whatIsMetBeforeTheMorningIsNotRemindedOf() {
        reminders.write(when("2026-12-01T00:15:00", "Europe/London"), source(missing(DEADLINE)));

        reminders.write(when("2026-12-01T06:15:00", "Europe/London"), source());

        assertThat(post.only(body).getState()).isEqualTo("cancelled");
    }

    @Test
    void aReminderWhoseDayPassedWhileItWasKeptIsNotSentAfterwards() {
        reminders.write(when("2026-12-24T08:15:00", "Europe/London"), source(missing(DEADLINE)));
        post.sendDue(when("2026-12-24T08:15:00", "Europe/London"));

        assertThat(post.outbox.sendKept(when("2027-01-01T08:00:00", "Europe/London"))).isZero();
        assertThat(post.outbox.sendKept(when("2026-12-31T08:00:00", "Europe/London"))).isEqualTo(1);
    }
}
