package collegium.portfolios;

import static collegium.database.tenant.Tables.ACTIVITY_REVISION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.testing.TestBodies;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortfoliosTest {

    private final Someone someone = new Someone();
    private final Portfolios portfolios = someone.portfolios;

    private Activity record(RecordActivity said) {
        return portfolios.record(someone.self, someone.member, said);
    }

    @Test
    void whatIsRecordedIsReadBackExactlyAndTold() {
        Activity recorded = record(Someone.webinar().withTags(true, Set.of("sepsis"), Set.of("verifiable")).withReflection("Line one\r\nline two"));

        assertThat(portfolios.find(someone.self, recorded.id())).isEqualTo(recorded);
        assertThat(recorded.said().measures()).containsEntry("hours", new BigDecimal("1.5"));
        assertThat(recorded.said().texts().reflection()).contains("Line one\nline two");
        assertThat(someone.told).containsExactly(
                new RecordChange.ActivityRecorded(someone.self, someone.member, recorded.id(), recorded.revision()));
    }

    @Test
    void aFormSentTwiceRecordsOnce() {
        ActivityId key = new ActivityId(Id.fresh(TestBodies.NOON));
        Activity first = record(Someone.webinar().withKey(key));

        assertThat(record(Someone.webinar().withKey(key))).isEqualTo(first);
        assertThat(portfolios.list(someone.self, someone.member, ActivityQuery.latest(10))).hasSize(1);
        assertThat(someone.told).hasSize(1);
        MemberId other = someone.register("2");
        assertThatThrownBy(() -> record(Someone.webinar().withKey(key).withReflection("changed"))).hasMessage("already-recorded");
        assertThatThrownBy(() -> portfolios.record(someone.call(other), other, Someone.webinar().withKey(key))).hasMessage("not-found");
    }

    @Test
    void theSecondOfTwoTabsIsRefused() {
        Activity opened = record(Someone.webinar());
        Activity amended = portfolios.amend(someone.self, opened.id(), opened.revision(), opened.said().withReflection("first tab"));

        assertThatThrownBy(() -> portfolios.amend(someone.self, opened.id(), opened.revision(), opened.said().withReflection("second tab")))
                .hasMessage("changed-meanwhile");
        assertThat(portfolios.find(someone.self, opened.id())).isEqualTo(amended);
    }

    @Test
    void anyPastStateIsReadBack() {
        Activity first = record(Someone.webinar());
        Activity second = portfolios.amend(someone.self, first.id(), first.revision(), first.said().withMeasures(Map.of("hours", new BigDecimal("2"))));
        portfolios.withdraw(someone.self, first.id(), second.revision());

        assertThat(portfolios.asKnown(someone.self, someone.member, first.revision())).containsExactly(first);
        assertThat(portfolios.judged(someone.self, someone.member, second.revision()).activities()).singleElement()
                .satisfies(a -> assertThat(a.measures()).containsEntry("hours", new BigDecimal("2")));
        assertThat(portfolios.asKnown(someone.self, someone.member, Long.MAX_VALUE)).isEmpty();
        assertThat(portfolios.history(someone.self, first.id())).hasSize(3).last().satisfies(a -> assertThat(a.withdrawn()).isTrue());
        assertThatThrownBy(() -> someone.tenants.run(someone.body, sql -> sql.update(ACTIVITY_REVISION).set(ACTIVITY_REVISION.TYPE, "x").execute()))
                .hasMessageContaining("permission denied");
    }

    @Test
    void whatIsPlannedIsNotJudgedUntilItIsDone() {
        Activity planned = record(Someone.webinar().withDays(LocalDate.of(2026, 12, 1), LocalDate.of(2026, 12, 1)).asPlanned());

        assertThat(portfolios.judged(someone.self, someone.member, planned.revision()).activities()).isEmpty();
        Activity done = portfolios.amend(someone.self, planned.id(), planned.revision(), Someone.webinar());
        assertThat(portfolios.judged(someone.self, someone.member, done.revision()).activities()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"-1,not-positive", "0,not-positive", "25,more-than-the-days-have", "10000,too-much", "1.00001,too-precise"})
    void amountsThatCannotBeAreRefused(String hours, String code) {
        assertThatThrownBy(() -> record(Someone.webinar().withMeasures(Map.of("hours", new BigDecimal(hours))))).hasMessage(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001bb", "a\u202eb", "\ud800", "two\nlines"})
    void titlesThatCannotBeShownAreRefused(String title) {
        assertThatThrownBy(() -> record(RecordActivity.on(LocalDate.of(2026, 11, 19), title, "course", "hours", "1"))).hasMessage("unprintable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Robert'); drop table activity;--", "<script>alert(1)</script>", "=HYPERLINK(\"x\")", "学习 🙂 é", "%_\\"})
    void hostileWordsAreKeptAsTheyAre(String title) {
        record(RecordActivity.on(LocalDate.of(2026, 11, 19), title, "course", "hours", "1"));

        assertThat(portfolios.suggestions(someone.self, someone.member, title, 5)).singleElement()
                .satisfies(a -> assertThat(a.title()).isEqualTo(title));
    }

    @Test
    void everyFaultComesAtOnce() {
        assertThatThrownBy(() -> record(RecordActivity.on(LocalDate.of(1900, 1, 1), "x".repeat(201), "No such type!", "hours", "-2")))
                .hasMessageContainingAll("too-long", "unknown-word", "too-long-ago", "not-positive");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24T23:59:59Z,false", "2026-11-25T00:00:00Z,true"})
    void todayIsTheBodysLocalDate(Instant at, boolean accepted) {
        Call call = TestBodies.at(someone.self, at);
        RecordActivity on25th = RecordActivity.on(LocalDate.of(2026, 11, 25), "Walk-in", "course", "hours", "1");
        if (accepted) {
            assertThat(portfolios.record(call, someone.member, on25th).title()).isEqualTo("Walk-in");
        } else {
            assertThatThrownBy(() -> portfolios.record(call, someone.member, on25th)).hasMessage("in-the-future");
        }
    }

    @Test
    void nobodyElseReadsOrWritesARecord() {
        Activity own = record(Someone.webinar());
        Call stranger = someone.call(someone.register("3"));
        for (Callable<?> attempt : List.<Callable<?>>of(
                () -> portfolios.record(stranger, someone.member, Someone.webinar()),
                () -> portfolios.record(someone.officer(), someone.member, Someone.webinar()),
                () -> portfolios.amend(someone.officer(), own.id(), own.revision(), Someone.webinar()),
                () -> portfolios.find(stranger, own.id()), () -> portfolios.history(stranger, own.id()),
                () -> portfolios.list(stranger, someone.member, ActivityQuery.latest(5)),
                () -> portfolios.asKnown(stranger, someone.member, 9), () -> portfolios.judged(stranger, someone.member, 9),
                () -> portfolios.suggestions(someone.officer(), someone.member, "", 5),
                () -> portfolios.find(TestBodies.by(someone.body, Role.REVIEWER), own.id()))) {
            assertThatThrownBy(attempt::call).hasMessage("not-found");
        }
        assertThat(portfolios.find(someone.officer(), own.id())).isEqualTo(own);
    }

    @Test
    void aListPagesByKey() {
        for (int day = 1; day <= 5; day++) {
            record(RecordActivity.on(LocalDate.of(2026, 10, 1 + day / 2), "Day " + day, "course", "hours", "1"));
        }
        List<Activity> first = portfolios.list(someone.self, someone.member, ActivityQuery.latest(3));
        List<Activity> second = portfolios.list(someone.self, someone.member, ActivityQuery.latest(3).after(first.getLast()));

        assertThat(first).hasSize(3);
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    void writersAtOnceTakeARevisionEach() throws Exception {
        try (ExecutorService several = Executors.newFixedThreadPool(4)) {
            List<Future<Activity>> written = several.invokeAll(Collections.nCopies(10, () -> record(Someone.webinar())));
            assertThat(written.stream().map(f -> f.resultNow().revision()).distinct()).hasSize(10);
        }
    }
}
