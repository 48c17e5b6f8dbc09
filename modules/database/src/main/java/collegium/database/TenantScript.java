package collegium.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.parser.ChangeLogParser;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;

/**
 * What Liquibase would run to make or change a body's schema, as prepared statements without Liquibase: reading its changelog
 * costs once, replaying it a few milliseconds a schema. A version is a number of change sets.
 */
final class TenantScript {

    private static final String ROLE = "__role__";
    private final List<Step> steps;

    /** One change set: its id and its statements, for any body's role. */
    private record Step(String id, List<String> statements) {}

    private TenantScript(List<Step> steps) {
        this.steps = steps;
    }

    static TenantScript read() {
        String file = "collegium/database/tenant/changelog.yaml";
        List<Step> steps = new ArrayList<>();
        // Not closed: it would close the class loader of the application.
        ResourceAccessor resources = new ClassLoaderResourceAccessor(TenantScript.class.getClassLoader());
        try (Database database = new PostgresDatabase()) {
            Scope.child(Map.of(Scope.Attr.resourceAccessor.name(), resources, "liquibase.duplicateFileMode", "SILENT"), () -> {
                ChangeLogParameters parameters = new ChangeLogParameters(database);
                parameters.set("role", ROLE);
                ChangeLogParser parser = ChangeLogParserFactory.getInstance().getParser(file, resources);
                DatabaseChangeLog log = parser.parse(file, parameters, resources);
                for (ChangeSet changeSet : log.getChangeSets()) {
                    steps.add(new Step(changeSet.getId(), statements(changeSet, database)));
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("The changelog of a body's schema cannot be read.", e);
        }
        return new TenantScript(List.copyOf(steps));
    }

    private static List<String> statements(ChangeSet changeSet, Database database) {
        List<String> statements = new ArrayList<>();
        for (Change change : changeSet.getChanges()) {
            Sql[] generated = SqlGeneratorFactory.getInstance().generateSql(change, database);
            Stream.of(generated).map(Sql::toSql).map(String::strip).filter(sql -> !sql.isEmpty()).forEach(statements::add);
        }
        return List.copyOf(statements);
    }

    int latest() {
        return steps.size();
    }

    /** The statements that lead from a version to the latest, for the role. */
    List<String> from(int version, String role) {
        return steps.subList(version, steps.size()).stream()
                .flatMap(step -> step.statements().stream())
                .map(statement -> statement.replace(ROLE, role))
                .toList();
    }
}
