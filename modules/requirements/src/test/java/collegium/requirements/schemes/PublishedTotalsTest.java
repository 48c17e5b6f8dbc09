package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.ActivityCredit;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Totals that somebody else published: the figures in the tests of effective_cpd's scorer
 * (github.com/code-and-effect/effective_cpd, test/models/cpd_scorer_test.rb at 5016ff0 and cpd_special_rules_test.rb at
 * 2585d1c), for the statement that their builder makes: one entry of each of the 25 kinds of activity.
 */
class PublishedTotalsTest {

    private static final Path SCHEME = Path.of("src/test/resources/totals/effective-cpd.yaml");

    private record Category(String name, List<String> kinds) {}

    /** In the order of the statement; what has no name of its own is "other". */
    private static final List<Category> CATEGORIES = List.of(
            new Category("practice", Collections.nCopies(2, "other")),
            new Category("management", Collections.nCopies(4, "other")),
            new Category("formal", Collections.nCopies(2, "other")),
            new Category("informal", Collections.nCopies(5, "other")),
            new Category("presentation", Collections.nCopies(3, "other")),
            new Category("contribution", List.of("standard", "policy", "paper", "article", "book", "review")),
            new Category("service", List.of("mentoring", "office", "other")));

    private static Judge judge() throws IOException {
        return Judge.of(SchemeDocuments.read(Files.readString(SCHEME)).orThrow());
    }

    private static MemberRecord statement(int amount) {
        List<Activity> activities = new ArrayList<>();
        for (Category category : CATEGORIES) {
            for (String kind : category.kinds()) {
                activities.add(activity(activities.size(), category.name(), kind, amount));
            }
        }
        assertThat(activities).hasSize(25);
        return MemberRecord.EMPTY.withActivities(activities);
    }

    private static Activity activity(int number, String category, String kind, int amount) {
        return Activity.on("a%02d".formatted(number), LocalDate.of(2021, 1, 1).plusDays(number))
                .amount(Integer.toString(amount)).type(category).tag("work", kind).done();
    }

    /** Year after year, with nothing new in those that follow: what scores, and what is carried on. */
    private static List<String> years(Judge judge, MemberRecord first, int years) {
        List<String> totals = new ArrayList<>();
        MemberRecord record = first;
        for (int year = 2021; year < 2021 + years; year++) {
            Standing standing = judge(judge, record, year);
            totals.add(score(standing) + " and " + standing.carriedOut().stripTrailingZeros().toPlainString() + " carried");
            record = new MemberRecord(Map.of(), List.of(), List.of(), List.of(), List.of(), standing.carryOut(), List.of());
        }
        return totals;
    }

    private static Standing judge(Judge judge, MemberRecord record, int year) {
        LocalDate end = LocalDate.of(year, 12, 31);
        return judge.judge(record, Period.of(LocalDate.of(year, 1, 1), end), end);
    }

    private static String score(Standing standing) {
        return standing.finding("score").orElseThrow().counted().toPlainString();
    }

    /** What the score counts of each category that has any. */
    private static List<Integer> byCategory(Standing standing, MemberRecord record) {
        return CATEGORIES.stream().map(category -> record.activities().stream()
                        .filter(a -> a.tags().getOrDefault("type", Set.of()).contains(category.name()))
                        .flatMap(a -> standing.activity(a.id()).orElseThrow().uses().stream())
                        .filter(use -> use.requirement().equals("score"))
                        .map(ActivityCredit.Use::amount).reduce(BigDecimal.ZERO, BigDecimal::add).intValueExact())
                .toList();
    }

    @Test
    void tenOfEachScores330AndWhatExceedsTheCapsIsCarriedOnForTwoYears() throws IOException {
        assertThat(byCategory(judge(judge(), statement(10), 2021), statement(10))).containsExactly(20, 20, 20, 15, 15, 30, 210);
        assertThat(years(judge(), statement(10), 4)).containsExactly(
                "330 and 410 carried", "80 and 330 carried", "45 and 0 carried", "0 and 0 carried");
    }

    @Test
    void oneOfEachScores67AndSevenAreCarriedOn() throws IOException {
        assertThat(byCategory(judge(judge(), statement(1), 2021), statement(1))).containsExactly(2, 4, 2, 5, 3, 30, 21);
        assertThat(years(judge(), statement(1), 3)).containsExactly("67 and 7 carried", "7 and 0 carried", "0 and 0 carried");
    }

    @Test
    void aCumulativeCapOverTwoCategoriesTurns30Into20() throws IOException {
        MemberRecord record = MemberRecord.EMPTY.withActivities(List.of(
                activity(0, "practice", "other", 15), activity(1, "management", "other", 15)));
        assertThat(score(judge(judge(), record, 2021))).isEqualTo("30");
        String scheme = Files.readString(SCHEME).replace("limits:\n", """
                limits:
                  - {id: both, of: {type: [practice, management]}, at-most: 20, in: [score]}
                """);
        Standing capped = judge(Judge.of(SchemeDocuments.read(scheme).orThrow()), record, 2021);
        assertThat(score(capped)).isEqualTo("20");
        assertThat(capped.activity("a00").orElseThrow().counted()).isEqualByComparingTo("15");
        assertThat(capped.activity("a01").orElseThrow().uses()).filteredOn(use -> use.requirement().equals("score"))
                .singleElement().extracting(ActivityCredit.Use::amount).isEqualTo(new BigDecimal(5));
    }
}
