package collegium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A rule that never fires proves nothing: each is shown a class that breaks it. */
class RulesFireTest {

    private static final String OFFENDING = "collegium.architecture.offending";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(OFFENDING);

    private final Modules modules = new Modules(OFFENDING);
    private final Bans bans = new Bans(OFFENDING);

    private static String report(ArchRule rule) {
        return String.join("\n", rule.evaluate(CLASSES).getFailureReport().getDetails());
    }

    @Test
    void onACallToTheLeftAndOnAModuleWithoutAPlace() {
        assertThat(report(modules.callOnlyToTheRight())).contains("CallsToTheLeft").contains("InNoModule")
                .doesNotContain("reachesInside");
    }

    @Test
    void onAnotherModulesSubPackage() {
        assertThat(report(modules.leaveSubPackagesAlone())).contains("reachesInside").doesNotContain("CallsToTheLeft");
    }

    @Test
    void onWhatIsPublicForNobody() {
        assertThat(report(modules.hideWhatNobodyUses(Set.of()))).contains("AccountManager").doesNotContain("Pages is public");
    }

    @Test
    void onAPackageWithoutNullMarked() {
        assertThat(report(modules.areNullMarked())).contains("AccountManager");
    }

    @Test
    void onANameThatSaysNothing() {
        assertThat(report(modules.haveTellingNames())).contains("AccountManager").doesNotContain("Pages");
    }

    @Test
    void onPlainSqlCalledAndReferredTo() {
        assertThat(report(bans.plainSql(Set.of()))).contains("Banned.plainSql(").contains("plainSqlByReference");
    }

    @Test
    void onAClockReadAndReferredTo() {
        assertThat(report(bans.clocks(Set.of()))).contains("Banned.now()").contains("nowByReference");
        assertThat(report(bans.clocks(Set.of(OFFENDING + ".membership.Banned")))).isEmpty();
    }

    @Test
    void onAHoldableCursor() {
        assertThat(report(bans.holdableCursors())).contains("Banned.holdable");
    }

    @Test
    void onAWayPastTheOneDoor() {
        assertThat(report(bans.otherWaysToTheDatabase(Set.of()))).contains("Banned.past");
    }

    @Test
    void onFieldInjection() {
        assertThat(report(bans.fieldInjection())).contains("Banned.injected");
    }

    @Test
    void onAJavaUtilDate() {
        assertThat(report(bans.oldDates(Set.of()))).contains("Banned.date");
    }

    @Test
    void everyRuleSaysWhy() {
        for (ArchRule rule : Set.of(modules.callOnlyToTheRight(), modules.leaveSubPackagesAlone(), modules.hideWhatNobodyUses(Set.of()),
                modules.areNullMarked(), modules.haveTellingNames(), bans.plainSql(Set.of()), bans.clocks(Set.of()), bans.holdableCursors(),
                bans.otherWaysToTheDatabase(Set.of()), bans.fieldInjection(), bans.oldDates(Set.of()))) {
            assertThat(rule.getDescription()).contains(", because ");
        }
    }
}
