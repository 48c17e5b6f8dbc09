package collegium.compliance;

import collegium.database.Databases;
import collegium.database.DeploymentKey;
import collegium.database.PlatformDatabase;
import collegium.database.SchemaRunner;
import collegium.database.TenantDatabase;
import collegium.testing.TestBodies;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

/** This module and all that it stands on, put together as the product puts them together, without schedules. */
final class Whole {

    private Whole() {}

    /** All of it but the parts of these types. */
    static AnnotationConfigApplicationContext started(Class<?>... without) {
        return started(TestBodies.databases(), TestBodies.key(), without);
    }

    /** The same on a database of the caller's. */
    static AnnotationConfigApplicationContext started(Databases databases, DeploymentKey key, Class<?>... without) {
        AnnotationConfigApplicationContext started = new AnnotationConfigApplicationContext();
        started.registerBean(TenantDatabase.class, databases::tenants);
        started.registerBean(PlatformDatabase.class, databases::platform);
        started.registerBean(SchemaRunner.class, databases::schemas);
        started.registerBean(DeploymentKey.class, () -> key);
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(started);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*\\.Schedules")));
        Stream.of(without).map(AssignableTypeFilter::new).forEach(scanner::addExcludeFilter);
        scanner.scan("collegium.tenancy", "collegium.notifications", "collegium.membership", "collegium.requirements", "collegium.portfolios",
                "collegium.peerreview", "collegium.compliance");
        started.refresh();
        return started;
    }
}
