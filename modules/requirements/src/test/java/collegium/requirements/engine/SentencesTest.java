package collegium.requirements.engine;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.schemes.SchemeDocuments;
import collegium.requirements.schemes.ShippedSchemes;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What members read of a scheme. */
class SentencesTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 1);

    private static List<String> read(String rules) {
        String names = """
                scheme: s
                unit: hour
                types: {reading: Reading, teaching: Teaching}
                topics: {ethics: Ethics, hiv: HIV/AIDS, data: "Data, AI and technology"}
                flags: {structured: Structured, carried: Earned before}
                artefacts: {reflection: Reflection}
                facts:
                  grade: {title: Grade, values: {full: Full, associate: Associate}}
                  leave: {kind: yes-no, title: Parental leave or illness, default: no}
                """;
        return Judge.of(SchemeDocuments.read(names + rules).orThrow()).sentences(DAY).stream().map(Sentence::text).toList();
    }

    private static String requirement(String rule) {
        return read("requirements:\n  - {id: total, title: The whole, count: all, at-least: 40}\n  - {id: r, title: R, " + rule + "}\n").getLast();
    }

    @Test
    void whatIsCountedIsSaidAsPeopleSayIt() {
        assertThat(requirement("count: {flag: structured}, at-least: 6")).isEqualTo("At least 6 hours that are structured.");
        assertThat(requirement("count: {topic: ethics}, at-least: 1")).isEqualTo("At least 1 hour on ethics.");
        assertThat(requirement("count: {topic: ethics, flag: structured}, at-least: 1")).isEqualTo("At least 1 hour on ethics that is structured.");
        assertThat(requirement("count: {topic: [ethics, hiv]}, at-least: 2")).isEqualTo("At least 2 hours on ethics or HIV/AIDS.");
        assertThat(requirement("count: {type: reading}, at-least: 2")).isEqualTo("At least 2 hours of reading.");
        assertThat(requirement("count: {not: {flag: carried}}, at-least: 2")).isEqualTo("At least 2 hours that are not earned before.");
        assertThat(requirement("artefacts: reflection, at-least: 1")).isEqualTo("At least 1 reflection.");
        assertThat(requirement("artefacts: reflection, at-least: 2")).isEqualTo("At least 2 × reflection.");
    }

    @Test
    void anAmountThatIsNoNumberStandsBehindWhatIsCounted() {
        assertThat(requirement("count: {flag: structured}, at-least: {percent: 60, of: total}")).isEqualTo("Hours that are structured: at least 60% of what “The whole” asks for.");
        assertThat(requirement("count: all, at-least: {by: grade, values: {full: 30, associate: 15}}")).isEqualTo("Hours: at least 30 (Full), 15 (Associate).");
    }

    @Test
    void aFactIsMarkedOffAndAYesIsNotSaidTwice() {
        assertThat(requirement("count: all, at-least: 2, who: {leave: yes}")).isEqualTo("If “Parental leave or illness” applies: at least 2 hours.");
        assertThat(requirement("count: all, at-least: 2, who: {leave: no}")).isEqualTo("If “Parental leave or illness” does not apply: at least 2 hours.");
        assertThat(requirement("count: all, at-least: 2, who: {not: {grade: full}}")).isEqualTo("Unless “Grade” is Full: at least 2 hours.");
    }

    @Test
    void conversionsLimitsAndCarryingOn() {
        List<String> said = read("""
                credit:
                  - {of: {type: teaching}, from: hours, times: 3, title: Teaching}
                  - {of: {type: reading}, from: hours, times: 1, title: Reading}
                  - {of: all, from: minutes, per: 50, title: Minutes}
                requirements:
                  - {id: total, title: The whole, count: all, at-least: 40}
                limits:
                  - {id: one, title: One a day, of: all, at-most: 1, per: day}
                  - {id: part, title: Reading, of: {type: reading}, at-most: {percent: 25, of: total}}
                carry:
                  - {id: carry, of: {flag: structured}, over: [total], at-most: 5}
                """);
        assertThat(said).containsExactly("A period is a calendar year.", "At least 40 hours.", "One a day: no more than 1 hour counts a day.",
                "Reading: hours count only up to 25% of what “The whole” asks for.", "Teaching: each hour is credited as 3 hours.",
                "Reading: credited hour for hour.", "Minutes: 1 hour for every 50 minutes.",
                "Of the hours that are structured, up to 5 beyond what is needed may be carried on to the next period.");
    }

    @Test
    void howPeriodsFollowEachOtherIsSaidFirst() {
        assertThat(period("{length: 1 year, starts: 04-06}")).isEqualTo("A period is a year, from 6 April.");
        assertThat(period("{length: 5 years, starts: 01-01, in-year: 2024}")).isEqualTo("A period is 5 years, from 1 January; one begins in 2024.");
        assertThat(period("{length: 6 months, starts: 07-01}")).isEqualTo("A period is 6 months, from 1 July.");
        assertThat(period("{length: 3 years, anniversary-of: joined}")).isEqualTo("A period is 3 years, the first from “Joined on”.");
        assertThat(period("{length: 5 years, ends-with: joined}")).isEqualTo("A period is 5 years; one ends on “Joined on”.");
        assertThat(period("{length: 1 year, starts-by: grade, starts: {full: 01-01, associate: 08-01}}"))
                .isEqualTo("A period is a year, from 1 January (Full), 1 August (Associate).");
        assertThat(period("{blocks: [{from: 2024-01-01, to: 2026-12-31}, {from: 2027-01-01, to: 2028-12-31}]}"))
                .isEqualTo("The periods are 1 January 2024 to 31 December 2026, 1 January 2027 to 31 December 2028.");
    }

    @Test
    void whereTheFirstOfWhoeverJoinsBeginsIsSaid() {
        assertThat(period("{length: 3 years, starts: 01-01, joining: {fact: joined, first: next}}"))
                .isEqualTo("A period is 3 years, from 1 January. A member's first begins on the 1 January after “Joined on”.");
        assertThat(period("{length: 3 years, starts: 01-01, joining: {fact: joined}}"))
                .isEqualTo("A period is 3 years, from 1 January. A member's first begins on the 1 January up to “Joined on”.");
        assertThat(period("{length: 1 year, starts: 01-01, joining: {fact: joined, until: 06-30}}"))
                .isEqualTo("A period is a calendar year. A member's first begins on the 1 January up to “Joined on”, or on the next where that is after 30 June.");
    }

    private static String period(String cycle) {
        return read("  joined: {kind: date, title: Joined on}\ncycle: " + cycle + "\nrequirements:\n  - {id: total, title: The whole, count: all, at-least: 40}\n").getFirst();
    }

    static Stream<String> shipped() {
        return ShippedSchemes.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedSchemeReadsWithoutAMachinesWords(String id) {
        Judge.of(SchemeDocuments.read(ShippedSchemes.document(id).orElseThrow()).orThrow()).sentences(DAY).stream()
                .flatMap(sentence -> Stream.concat(Stream.of(sentence), sentence.parts().stream())).forEach(sentence -> assertThat(sentence.text())
                        .endsWith(".").doesNotContain("..", ".;", "  ", " is yes", " is no:", " is no.", "_", "period-", "at least by", "other than of", "-1 ", "\"", " 1 hours", " 1 credits")
                        .doesNotContainPattern("\\d{4}-\\d{2}-\\d{2}").doesNotContainPattern("\\(\\)"));
    }
}
