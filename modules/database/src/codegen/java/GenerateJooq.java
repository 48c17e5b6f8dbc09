import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.ChangeExecListenerCommandStep;
import liquibase.command.core.helpers.DatabaseChangelogCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/** Runs in the build: Liquibase applies the changelogs to a real PostgreSQL, jOOQ reads its tables back as Java. */
final class GenerateJooq {

    private static final List<String> TYPED_IDS = List.of("Member", "Account", "Enrolment", "Period", "Activity", "Submission");

    private static final ForcedType INSTANTS =
            new ForcedType().withName("INSTANT").withIncludeTypes("(?i:timestamp.*with time zone|timestamptz)");

    public static void main(String[] args) throws Exception {
        Path module = Path.of(args[0]);
        Path target = module.resolve("target/generated-sources/jooq");
        Path stampFile = module.resolve("target/generated-sources/jooq.stamp");
        String stamp = stamp(module);
        if (Files.exists(stampFile) && Files.readString(stampFile).equals(stamp)) {
            return;
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            for (String schema : List.of("platform", "tenant")) {
                try (Connection connection = server.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
                    if (schema.equals("platform")) {
                        statement.execute("create role collegium_platform");
                        statement.execute("create role template_role");
                    }
                    statement.execute("create schema " + schema);
                    statement.execute("set search_path = " + schema);
                    update(module, schema, connection);
                }
                GenerationTool.generate(configuration(url, schema, target));
            }
        }
        Files.writeString(stampFile, stamp);
    }

    private static void update(Path module, String schema, Connection connection) throws Exception {
        Database database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setDefaultSchemaName(schema);
        Scope.child(Map.of(
                Scope.Attr.resourceAccessor.name(), new DirectoryResourceAccessor(module.resolve("src/main/resources")),
                Scope.Attr.ui.name(), new LoggerUIService(),
                "liquibase.duplicateFileMode", "SILENT"), () -> {
            CommandScope update = new CommandScope(UpdateCommandStep.COMMAND_NAME);
            update.addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database);
            update.addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, "collegium/database/" + schema + "/changelog.yaml");
            ChangeLogParameters parameters = new ChangeLogParameters(database);
            parameters.set("role", "template_role");
            update.addArgumentValue(DatabaseChangelogCommandStep.CHANGELOG_PARAMETERS, parameters);
            update.addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY_OUTPUT, UpdateSummaryOutputEnum.LOG);
            update.execute();
        });
    }

    private static Configuration configuration(String url, String schema, Path target) {
        List<ForcedType> ids = schema.equals("platform")
                ? List.of(forced("Body", "(?i:body\\.id|body_domain\\.body_id|body_due\\.body_id|tenant_schema\\.claimed_by|platform_audit_log\\.body_id)"))
                : TYPED_IDS.stream().map(id -> forced(id, typed(id.toLowerCase()))).toList();
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc().withUrl(url).withUser("postgres").withPassword("postgres"))
                .withGenerator(new Generator()
                        .withDatabase(new org.jooq.meta.jaxb.Database()
                                .withInputSchema(schema)
                                .withExcludes("databasechangelog.*|spring_session.*|qrtz_.*")
                                .withForcedTypes(Stream.concat(ids.stream(), Stream.of(INSTANTS)).toList()))
                        .withGenerate(new Generate().withRecords(true).withPojos(false).withJavaTimeTypes(true).withGlobalObjectReferences(true)
                                .withImplicitJoinPathsToMany(false).withImplicitJoinPathsManyToMany(false))
                        .withTarget(new Target().withPackageName("collegium.database." + schema).withDirectory(target.toString())));
    }

    private static String typed(String id) {
        return "(?i:.*\\." + id + "\\.id|.*\\." + id + "_id|" + (id.equals("account") ? ".*\\.reviewer_id" : "-") + ")";
    }

    private static ForcedType forced(String id, String columns) {
        String type = "collegium.kernel." + id + "Id";
        return new ForcedType().withUserType(type).withIncludeExpression(columns).withIncludeTypes("uuid")
                .withConverter("org.jooq.Converter.ofNullable(java.util.UUID.class, %s.class, %s::new, %s::value)".formatted(type, type, type));
    }

    private static String stamp(Path module) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        Map<String, byte[]> inputs = new TreeMap<>();
        for (Path root : List.of(module.resolve("src/main/resources"), module.resolve("src/codegen"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    inputs.put(module.relativize(file).toString(), read(file));
                }
            }
        }
        inputs.forEach((name, bytes) -> {
            digest.update(name.getBytes());
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }
}
