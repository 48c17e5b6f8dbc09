package collegium.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What can be checked of the deployment without running it: files that parse, nothing secret in them, nobody root, everything pinned. */
class DeployTest {

    private static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .filter(folder -> Files.exists(folder.resolve("deploy/compose.yaml"))).findFirst().orElseThrow();

    private static String text(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> yaml(String file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(strict)).load(text(file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> of, String key) {
        return (Map<String, Object>) Optional.ofNullable(of.get(key)).orElse(Map.of());
    }

    @Test
    void composeStartsTheProductAPostgreSqlAndAMailCatcherOnTheLoopbackAlone() {
        Map<String, Object> services = map(yaml("deploy/compose.yaml"), "services");
        assertThat(services).containsOnlyKeys("collegium", "database", "mail");
        for (String name : services.keySet()) {
            Map<String, Object> service = map(services, name);
            assertThat(List.of(Optional.ofNullable(service.get("ports")).orElse(List.of()))).as(name).allSatisfy(ports ->
                    assertThat((List<?>) ports).allMatch(port -> String.valueOf(port).startsWith("127.0.0.1:")));
            Object image = service.get("image");
            assertThat(image == null || String.valueOf(image).matches("[a-z0-9/.-]+:v?\\d+.*")).as(name + " is pinned: " + image).isTrue();
            map(service, "environment").forEach((variable, value) -> assertThat(!variable.matches(".*(PASSWORD|KEY|SECRET|TOKEN).*")
                    || String.valueOf(value).startsWith("${")).as(variable + " is given, not written down").isTrue());
        }
    }

    @Test
    void theImageHasLayersAndNobodyInItIsRoot() {
        List<String> lines = text("deploy/Dockerfile").lines().filter(line -> !line.startsWith("#")).toList();
        assertThat(lines.stream().filter(line -> line.startsWith("FROM")).toList()).isNotEmpty().allMatch(line -> line.matches("FROM [a-z-]+:\\d+\\S*( AS \\w+)?"));
        int user = lines.indexOf(lines.stream().filter(line -> line.startsWith("USER ")).reduce((_, last) -> last).orElseThrow());
        int entry = lines.indexOf(lines.stream().filter(line -> line.startsWith("ENTRYPOINT ")).findFirst().orElseThrow());
        assertThat(lines.get(user)).isNotEqualTo("USER root");
        assertThat(user).isLessThan(entry);
        // What changes least lies lowest, so that a new build ships a few hundred kilobytes.
        assertThat(lines.stream().filter(line -> line.contains("--from=layers")).map(line -> line.replaceFirst(".*/layers/([a-z-]+)/.*", "$1")).toList())
                .containsExactly("dependencies", "spring-boot-loader", "snapshot-dependencies", "application");
        assertThat(lines.get(entry)).startsWith("ENTRYPOINT [\"java\"").contains("AOTCache");
    }

    @Test
    void workflowsMayOnlyReadUnlessTheySaySoAndEndByThemselves() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            for (Path file : files.toList()) {
                Map<String, Object> workflow = yaml(ROOT.relativize(file).toString());
                assertThat(map(workflow, "permissions")).as(file + " says what it may").containsEntry("contents", "read");
                Map<String, Object> jobs = map(workflow, "jobs");
                assertThat(jobs).isNotEmpty();
                jobs.keySet().forEach(job -> assertThat(map(jobs, job)).as(job + " of " + file).containsKeys("timeout-minutes", "steps", "runs-on"));
            }
        }
        Map<String, Object> matrix = map(map(map(map(yaml(".github/workflows/build.yml"), "jobs"), "postgres"), "strategy"), "matrix");
        assertThat(matrix).containsEntry("postgres", List.of("17", "18"));
    }

    @Test
    void formsAndUpdatesParse() throws IOException {
        assertThat((List<?>) Optional.ofNullable(yaml(".github/dependabot.yml").get("updates")).orElseThrow()).hasSizeGreaterThanOrEqualTo(3);
        try (Stream<Path> forms = Files.list(ROOT.resolve(".github/ISSUE_TEMPLATE"))) {
            assertThat(forms.map(form -> yaml(ROOT.relativize(form).toString())).toList()).hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
