package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How periods follow each other, in a form. */
class PeriodFormTest {

    private static final LocalDate FROM = LocalDate.of(2027, 1, 1);
    private static final String RULES = "scheme: s\nrequirements: [{id: total, title: T, count: all, at-least: 1}]\n";

    private static SchemeText text(String document) {
        return SchemeText.of(document, FROM).orElseThrow();
    }

    private static PeriodForm form(SchemeText text) {
        return PeriodForm.read(text, FROM).orElseThrow();
    }

    static Stream<String> shipped() {
        return ShippedSchemes.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void whatTheFormReadsItWritesUnchanged(String id) {
        SchemeText text = text(ShippedSchemes.document(id).orElseThrow());
        PeriodForm.read(text, FROM).ifPresent(form -> assertThat(text.with(form).orElseThrow().text()).isEqualTo(text.text()));
    }

    @Test
    void mostShippedSchemesAreReadByIt() {
        assertThat(shipped().filter(id -> PeriodForm.read(text(ShippedSchemes.document(id).orElseThrow()), FROM).isPresent()).count()).isGreaterThan(60);
    }

    @Test
    void whatSaysMoreThanTheFormKnowsIsLeft() {
        assertThat(PeriodForm.read(text(RULES + "cycle: {blocks: [{from: 2024-01-01, to: 2026-12-31}]}\n"), FROM)).isEmpty();
        assertThat(PeriodForm.read(text(RULES + "cycle: {length: 30 days, starts: 01-01}\n"), FROM)).isEmpty();
    }

    @Test
    void withoutAWordItIsTheCalendarYear() {
        assertThat(form(text(RULES))).isEqualTo(new PeriodForm(12, PeriodForm.Begins.ON_A_DAY, FROM, "", ""));
    }

    @Test
    void severalYearsKeepAYearInWhichOneBegins() {
        SchemeText five = text(RULES).with(new PeriodForm(60, PeriodForm.Begins.ON_A_DAY, LocalDate.of(2024, 4, 6), "", "")).orElseThrow();
        assertThat(five.text()).contains("length: 5 years", "starts: \"04-06\"", "in-year: 2024");
        assertThat(SchemeDocuments.read(five.text()).faults()).isEmpty();
        assertThat(form(five).firstDay()).isEqualTo(LocalDate.of(2024, 4, 6));
    }

    @Test
    void whereTheFirstOfWhoeverJoinsBeginsIsKept() {
        SchemeText joining = text(RULES + "facts: {joined: {kind: date, title: Joined on}}\ncycle: {length: 3 years, starts: 01-01, joining: {fact: joined, until: 06-30}}\n");
        SchemeText two = joining.with(new PeriodForm(24, PeriodForm.Begins.ON_A_DAY, FROM, "", "")).orElseThrow();
        assertThat(two.text()).contains("length: 2 years", "joining: {fact: joined, until: \"06-30\"}").doesNotContain("in-year");
    }

    @Test
    void aDayThatIsNotRecordedYetComesWithIt() {
        SchemeText own = text(RULES).with(new PeriodForm(36, PeriodForm.Begins.ANNIVERSARY_OF, FROM, "", "Certified on")).orElseThrow();
        assertThat(SchemeDocuments.read(own.text()).faults()).isEmpty();
        assertThat(form(own)).isEqualTo(new PeriodForm(36, PeriodForm.Begins.ANNIVERSARY_OF, FROM, "certified_on", ""));
        assertThat(own.with(new PeriodForm(36, PeriodForm.Begins.ENDS_WITH, FROM, "", "Certified on")).orElseThrow().text())
                .contains("ends-with: certified_on").containsOnlyOnce("title: Certified on");
    }
}
