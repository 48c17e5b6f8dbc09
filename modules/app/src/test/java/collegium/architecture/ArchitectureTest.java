package collegium.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole product, all modules together, held to its rules. That each rule fires is shown beside the rules. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("collegium")
            .that(not(resideInAnyPackage("collegium.testing..", "collegium.architecture..")));

    private static final Modules MODULES = new Modules("collegium");
    private static final Bans BANS = new Bans("collegium");

    /** Where a call is built (a request, a command, a job), where somebody signs in, and where the clock is made. */
    private static final Set<String> CLOCK_READERS = Set.of(
            "collegium.app.Times",
            "collegium.app.SchemasAhead",
            "collegium.app.commands", "collegium.app.demo",
            "collegium.app.security",
            "collegium.notifications.JobCalls",
            "collegium.notifications.NotificationsConfiguration");

    /** What templates name, and what the command line and the pages take up as they come. */
    private static final Set<String> USED_BY_NAME = Set.of(
            "collegium.kernel.Written",
            "collegium.web.look.BodyColours",
            "collegium.web.look.BodyStyles",
            "collegium.web.look.Frame",
            "collegium.web.member.AboutView",
            "collegium.web.member.ArtefactView",
            "collegium.web.member.HistoryView",
            "collegium.web.member.HomeView",
            "collegium.web.member.PlanView",
            "collegium.web.member.RecordBookView",
            "collegium.web.member.RecordView",
            "collegium.web.member.WhyView",
            "collegium.portfolios.RecordChange",
            "collegium.requirements.schemes.CheckCommand",
            "collegium.requirements.schemes.JudgeCommand",
            "collegium.requirements.schemes.RecordFiles",
            "collegium.requirements.schemes.SchemeDocuments",
            "collegium.requirements.schemes.ShippedSchemes",
            "collegium.requirements.schemes.StandingJson",
            "collegium.requirements.schemes.StandingText");

    @Test
    void theWholeProductIsLookedAt() {
        assertThat(PRODUCT.size()).isGreaterThan(300);
    }

    @Test
    void modulesCallOnlyToTheRight() {
        MODULES.callOnlyToTheRight().check(PRODUCT);
    }

    @Test
    void modulesLeaveEachOthersSubPackagesAlone() {
        MODULES.leaveSubPackagesAlone().check(PRODUCT);
    }

    @Test
    void whatNobodyUsesIsPackagePrivate() {
        MODULES.hideWhatNobodyUses(USED_BY_NAME).check(PRODUCT);
    }

    @Test
    void everyPackageIsNullMarked() {
        MODULES.areNullMarked().check(PRODUCT);
    }

    @Test
    void namesTell() {
        MODULES.haveTellingNames().check(PRODUCT);
    }

    @Test
    void noPlainSql() {
        BANS.plainSql(Set.of("collegium.database.tenant", "collegium.database.platform")).check(PRODUCT);
    }

    @Test
    void noOtherWayToTheDatabase() {
        BANS.otherWaysToTheDatabase(Set.of("collegium.database")).check(PRODUCT);
    }

    @Test
    void noClockOutsideOfThePlacesThatBuildACall() {
        BANS.clocks(CLOCK_READERS).check(PRODUCT);
    }

    @Test
    void noHoldableCursors() {
        BANS.holdableCursors().check(PRODUCT);
    }

    @Test
    void noFieldInjection() {
        BANS.fieldInjection().check(PRODUCT);
    }

    @Test
    void noJavaUtilDate() {
        // Quartz speaks nothing else.
        BANS.oldDates(Set.of("collegium.app.JobMetrics")).check(PRODUCT);
    }
}
