package collegium.requirements.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class EngineIsPureTest {

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("collegium.requirements.engine");

    @Test
    void itStandsOnTheJdkAndTheKernelAlone() {
        classes().should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "collegium.kernel..", "collegium.requirements.engine..", "org.jspecify..")
                .check(ENGINE);
    }

    @Test
    void itReadsNoClock() {
        noClasses().should().callMethod(LocalDate.class, "now")
                .orShould().callMethod(LocalDateTime.class, "now")
                .orShould().callMethod(Instant.class, "now")
                .orShould().dependOnClassesThat().areAssignableTo(Clock.class)
                .check(ENGINE);
    }

    @Test
    void itKnowsNoBinaryFloatingPoint() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(Double.class, Float.class).check(ENGINE);
    }
}
