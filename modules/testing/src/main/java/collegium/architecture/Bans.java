package collegium.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.PlainSQL;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * What the product's code does not do.
 *
 * @param root the package that it holds for
 */
public record Bans(String root) {

    /**
     * SQL is built, never written.
     *
     * @param exceptions packages of jOOQ's own making
     */
    public ArchRule plainSql(Set<String> exceptions) {
        return never("use jOOQ's plain SQL", access -> access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                        && target.isAnnotatedWith(PlainSQL.class), exceptions)
                .because("a text that becomes SQL can carry an injection, and an injection could set another body's role: "
                        + "that is the one thing which the server does not refuse");
    }

    /**
     * Bodies' data has one door.
     *
     * @param exceptions packages that own a way to the database
     */
    public ArchRule otherWaysToTheDatabase(Set<String> exceptions) {
        return never("reach the database past TenantDatabase and PlatformDatabase", access -> {
                    String owner = access.getTargetOwner().getName();
                    return owner.startsWith("org.springframework.jdbc.core.") || owner.equals("java.sql.DriverManager")
                            || owner.equals("java.sql.Statement") || owner.equals("java.sql.PreparedStatement")
                            || (owner.equals(DSL.class.getName()) && access.getName().equals("using"))
                            || (owner.equals("javax.sql.DataSource") && access.getName().equals("getConnection"));
                }, exceptions)
                .because("only there is the body's role set before the first statement; anything else would run without one");
    }

    /**
     * Time comes with the Call.
     *
     * @param readers classes that build a Call, or hand a clock to one that does
     */
    public ArchRule clocks(Set<String> readers) {
        return never("read a clock", access -> {
                    JavaClass owner = access.getTargetOwner();
                    return (owner.getPackageName().startsWith("java.time") && access.getName().equals("now"))
                            || (owner.isEquivalentTo(Clock.class) && !access.getName().equals("getZone"))
                            || (owner.isEquivalentTo(System.class) && access.getName().equals("currentTimeMillis"));
                }, readers)
                .because("the instant is part of the Call: whoever reads a clock of his own cannot be tested around midnight, "
                        + "and two clocks in one act disagree");
    }

    public ArchRule holdableCursors() {
        return never("hold cursors over commit", access -> {
                    boolean named = Set.of("setHoldability", "resultSetHoldability").contains(access.getName());
                    boolean four = access.getTargetOwner().getName().equals("java.sql.Connection")
                            && access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                            && (target.getRawParameterTypes().size() == 4
                                    || (target.getName().equals("createStatement") && target.getRawParameterTypes().size() == 3));
                    return named || four;
                }, Set.of())
                .because("a cursor that outlives its transaction outlives the body's role, and the next body's work on the "
                        + "connection could read from it");
    }

    public ArchRule fieldInjection() {
        return ArchRuleDefinition.noFields().that().areDeclaredInClassesThat().resideInAPackage(root + "..")
                .should().beAnnotatedWith(Autowired.class)
                .orShould().beAnnotatedWith(Value.class)
                .orShould().beAnnotatedWith("jakarta.inject.Inject")
                .orShould().beAnnotatedWith("jakarta.annotation.Resource")
                .allowEmptyShould(true)
                .because("what a class needs stands in its constructor, where the compiler sees it and a test can give it");
    }

    /**
     * Dates are of java.time.
     *
     * @param exceptions packages that speak with a library which knows nothing else
     */
    public ArchRule oldDates(Set<String> exceptions) {
        return ArchRuleDefinition.noClasses().that(ours(exceptions))
                .should().dependOnClassesThat().belongToAnyOf(Date.class, Calendar.class)
                .because("a java.util.Date is neither an instant nor a date: instants are Instant, days that people mean are LocalDate");
    }

    private ArchRule never(String what, Predicate<JavaAccess<?>> banned, Set<String> exceptions) {
        return ArchRuleDefinition.classes().that(ours(exceptions)).should(new ArchCondition<JavaClass>("never " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (banned.test(access)) {
                        events.add(SimpleConditionEvent.violated(access, access.getDescription()));
                    }
                }
            }
        });
    }

    /** Our classes but those named, or in packages named. */
    private DescribedPredicate<JavaClass> ours(Set<String> exceptions) {
        return DescribedPredicate.describe("are in " + root + " and no exception", type -> {
            String outer = type.getName().replaceAll("\\$.*", "");
            boolean excepted = exceptions.contains(outer) || exceptions.stream().anyMatch(name -> outer.startsWith(name + "."));
            return type.getPackageName().startsWith(root) && !type.getPackageName().startsWith("collegium.testing") && !excepted;
        });
    }
}
