package collegium.portfolios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.ActivityId;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.testing.TestBodies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private static final LocalDate THURSDAY = LocalDate.of(2026, 11, 19);
    private final Someone someone = new Someone();

    @Test
    void everySecondThursdayIsPlannedUntilTheLastDayWithoutWhatWasWrittenAboutTheFirst() {
        Activity first = someone.portfolios.record(someone.self, someone.member, Someone.webinar().withReflection("Only of the first."),
                new Repeats(Repeats.Every.FORTNIGHT, LocalDate.of(2026, 12, 31)));

        List<Activity> all = someone.portfolios.list(someone.self, someone.member, ActivityQuery.latest(10));
        assertThat(all).extracting(activity -> activity.said().started().toString()).containsExactly("2026-12-31", "2026-12-17", "2026-12-03", "2026-11-19");
        assertThat(first.state()).isEqualTo(Activity.State.RECORDED);
        assertThat(all.subList(0, 3)).allSatisfy(later -> {
            assertThat(later.state()).isEqualTo(Activity.State.PLANNED);
            assertThat(later.title()).isEqualTo(first.title());
            assertThat(later.said().texts()).isEqualTo(RecordActivity.Texts.NONE);
        });
        assertThat(someone.told).hasSize(4);
    }

    @Test
    void the31stComesBackAfterAShortMonth() {
        assertThat(new Repeats(Repeats.Every.MONTH, LocalDate.of(2026, 5, 31)).after(LocalDate.of(2026, 1, 31)))
                .extracting(LocalDate::toString).containsExactly("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
    }

    @Test
    void aFormSentTwiceAtOncePlansOnce() throws Exception {
        RecordActivity said = Someone.webinar().withKey(new ActivityId(Id.fresh(TestBodies.NOON)));
        Callable<Activity> sending = () -> someone.portfolios.record(someone.self, someone.member, said, new Repeats(Repeats.Every.WEEK, THURSDAY.plusWeeks(2)));
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Activity> recorded = new ArrayList<>();
            for (Future<Activity> sent : two.invokeAll(List.of(sending, sending))) {
                recorded.add(sent.get());
            }
            assertThat(recorded.getFirst()).isEqualTo(recorded.getLast());
        }
        assertThat(someone.portfolios.list(someone.self, someone.member, ActivityQuery.latest(10))).hasSize(3);
    }

    @Test
    void tooManyOrNoneAreRefusedAndNothingIsRecorded() {
        assertThatThrownBy(() -> record(Repeats.Every.WEEK, THURSDAY.plusWeeks(61))).hasMessage("too-many-repeats");
        assertThatThrownBy(() -> record(Repeats.Every.WEEK, THURSDAY.plusDays(6))).hasMessage("repeats-until-before-first");
        assertThatThrownBy(() -> record(Repeats.Every.WEEK, LocalDate.of(9999, 12, 31))).hasMessage("too-many-repeats");
        assertThat(someone.portfolios.list(someone.self, someone.member, ActivityQuery.latest(10))).isEmpty();
        MemberId other = someone.register("2");
        assertThatThrownBy(() -> someone.portfolios.record(someone.self, other, Someone.webinar(), new Repeats(Repeats.Every.WEEK, THURSDAY.plusWeeks(2))))
                .hasMessage("not-found");
    }

    private void record(Repeats.Every every, LocalDate until) {
        someone.portfolios.record(someone.self, someone.member, Someone.webinar(), new Repeats(every, until));
    }
}
