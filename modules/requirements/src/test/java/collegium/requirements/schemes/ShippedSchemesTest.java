package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Requirement;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Sentence;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each shipped scheme: reads without a fault, cites its clauses, speaks in sentences, judges an empty record. */
class ShippedSchemesTest {

    @TestFactory
    Stream<DynamicTest> eachShippedScheme() {
        return ShippedSchemes.ids().stream().map(id -> DynamicTest.dynamicTest(id, () -> check(id)));
    }

    /** Whoever looks for a real body finds it by its name. */
    @Test
    void eachSaysWhoseRulesItIsModelledOn() {
        assertThat(ShippedSchemes.outlines()).allSatisfy(each -> assertThat(each.modelledOn()).as(each.provenance()).isNotBlank().doesNotContain("as at"))
                .extracting(ShippedOutline::modelledOn).contains("ACCA", "General Dental Council", "Royal Town Planning Institute (UK / Ireland)").isSorted();
    }

    private static void check(String id) {
        Reading<Scheme> reading = SchemeDocuments.read(ShippedSchemes.document(id).orElseThrow());
        assertThat(reading.faults()).isEmpty();
        Scheme scheme = reading.orThrow();
        assertThat(scheme.id()).isEqualTo(id);
        assertThat(scheme.provenance()).startsWith("Modelled on the published").endsWith("check before use.");
        for (Version version : scheme.versions()) {
            for (Requirement requirement : version.requirements()) {
                assertThat(requirement.clause()).as(requirement.id()).isPresent();
            }
        }
        Judge judge = Judge.of(scheme);
        List<Sentence> sentences = judge.sentences(LocalDate.of(2026, 6, 1));
        assertThat(sentences).isNotEmpty().allSatisfy(s -> assertThat(s.text()).endsWith("."));
        Standing standing = judge.judge(MemberRecord.EMPTY,
                new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31), 1), LocalDate.of(2026, 11, 24));
        assertThat(StandingJson.read(StandingJson.write(standing))).isEqualTo(standing);
    }
}
