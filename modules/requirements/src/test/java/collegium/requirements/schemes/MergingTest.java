package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Two administrators at once. */
class MergingTest {

    private static final String BASE = """
            scheme: s
            topics: {ethics: Ethics}
            requirements:
              # first
              - {id: total, title: Total, count: all, at-least: 20}
              - {id: ethics, title: Ethics, count: {topic: ethics}, at-least: 2}
            limits:
              - {id: day, title: Day, of: all, at-most: 7, per: day}
            """;

    private static String both(String mine, String theirs) {
        assertThat(Merging.merge(BASE, mine, theirs)).isInstanceOf(Merging.Merged.Both.class);
        return ((Merging.Merged.Both) Merging.merge(BASE, mine, theirs)).text();
    }

    @Test
    void differentRulesArePutTogetherWithTheCommentsOfBoth() {
        String mine = BASE.replace("at-least: 20}", "at-least: 25}  # more");
        String theirs = BASE.replace("at-most: 7", "at-most: 5").replace("# first", "# the first");
        assertThat(both(mine, theirs)).isEqualTo(theirs.replace("at-least: 20}", "at-least: 25}"));
    }

    @Test
    void rulesAddedAndTakenOutByEither() {
        String mine = BASE.replace("limits:", "  - {id: safety, title: Safety, count: all, at-least: 1}\nlimits:").replace("{ethics: Ethics}", "{ethics: Ethics, law: Law}");
        String theirs = BASE.substring(0, BASE.indexOf("limits:"));
        assertThat(both(mine, theirs)).contains("id: safety", "law: Law").doesNotContain("id: day");
        assertThat(both(theirs, mine)).contains("id: safety", "law: Law").doesNotContain("id: day");
    }

    @Test
    void theSameRuleChangedByBothIsForAPerson() {
        assertThat(Merging.merge(BASE, BASE.replace("at-least: 20", "at-least: 25"), BASE.replace("at-least: 20", "at-least: 30")))
                .isEqualTo(new Merging.Merged.Collides(java.util.List.of("requirements:total")));
        assertThat(Merging.merge(BASE, BASE.replace("at-least: 20", "at-least: 25"), BASE.replace("at-least: 20", "at-least: 25").replace("per: day", "per: year")))
                .isInstanceOf(Merging.Merged.Both.class);
    }

    @Test
    void oneTakesOutWhatTheOtherChanged() {
        String without = BASE.replace("  - {id: ethics, title: Ethics, count: {topic: ethics}, at-least: 2}\n", "");
        assertThat(Merging.merge(BASE, without, BASE.replace("at-least: 2}", "at-least: 3}"))).isInstanceOf(Merging.Merged.Collides.class);
    }

    @Test
    void aTextThatCannotBeReadIsForAPerson() {
        assertThat(Merging.merge(BASE, "scheme: [", BASE.replace("20", "30"))).isInstanceOf(Merging.Merged.Collides.class);
    }
}
