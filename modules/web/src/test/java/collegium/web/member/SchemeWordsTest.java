package collegium.web.member;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.schemes.ShippedSchemes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the forms of a member ask for follows from the schemes that apply. */
class SchemeWordsTest {

    private static SchemeWords of(String... schemes) {
        return new SchemeWords(Arrays.stream(schemes).map(scheme -> ShippedSchemes.scheme(scheme).orElseThrow()).toList());
    }

    @Test
    void timeIsClaimedInHoursAndWhatElseASchemeMeasuresIsAskedBesides() {
        assertThat(of("nmc").unit()).isEqualTo("hours");
        assertThat(of("nmc").measures("Hours")).isEmpty();
        assertThat(of("nsw-solicitor").measures("Hours")).extracting(SchemeWords.Choice::value).contains("words");
        assertThat(of("ny-ctle").measures("Hours")).extracting(SchemeWords.Choice::name).contains("Semester hours");
    }

    @Test
    void ofSeveralSchemesEveryChoiceIsThereOnceInTheWordsOfTheFirst() {
        SchemeWords both = of("acca", "tpb");
        assertThat(both.choices("topic")).filteredOn(choice -> choice.value().equals("tax")).containsExactly(new SchemeWords.Choice("tax", "Taxation"));
        assertThat(both.choices("flag")).extracting(SchemeWords.Choice::name).containsExactly("Verifiable (relevant, outcomes explained, evidence kept)");
    }

    @Test
    void aRequirementLeadsToTheArtefactThatMeetsItAndToWhatMakesItsPersonEligible() {
        SchemeWords nmc = of("nmc");
        assertThat(nmc.artefactOf("feedback")).contains("feedback");
        assertThat(nmc.artefactOf("cpd_hours")).isEmpty();
        assertThat(nmc.isOfFacts("practice_hours")).isTrue();
        assertThat(nmc.conditions("reflective_discussion")).containsExactly(new SchemeWords.Needs("eligible",
                List.of(new SchemeWords.Choice("nmc_registrant", "Registrant of this register")), "Reflective discussion with another registrant"));
        assertThat(nmc.conditions("feedback")).isEmpty();
    }

    static Stream<String> everyShippedScheme() {
        return ShippedSchemes.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("everyShippedScheme")
    void everyShippedSchemeCanBeRecordedFor(String id) {
        SchemeWords words = of(id);
        assertThat(words.unit()).isNotBlank();
        words.artefacts().keySet().forEach(kind -> assertThat(words.conditions(kind)).allSatisfy(needs -> assertThat(needs.values()).isNotEmpty()));
        assertThat(words.choices("flag")).extracting(SchemeWords.Choice::value).doesNotContain("structured", "unstructured");
    }
}
