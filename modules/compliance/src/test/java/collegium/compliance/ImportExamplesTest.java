package collegium.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.membership.ImportBatch;
import collegium.membership.Imports;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.testing.TestBodies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Every file in the reference of imports, brought in one after the other: all rows are good, and again all are unchanged. */
class ImportExamplesTest {

    private static final Pattern FILE = Pattern.compile("```csv ([a-z-]+)\n(.*?)```", Pattern.DOTALL);
    private final BodyId body = TestBodies.fresh();
    private final Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);

    private record Example(String kind, String file) {}

    private static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher file = FILE.matcher(Files.readString(Path.of("..", "..", "docs", "reference", "imports.md")));
        while (file.find()) {
            examples.add(new Example(file.group(1), file.group(2)));
        }
        return examples;
    }

    @Test
    void everyFileOfTheReferenceIsBroughtInWholeAndOnce() throws IOException {
        try (AnnotationConfigApplicationContext context = Whole.started()) {
            scheme(context, """
                    scheme: yearly
                    unit: hour
                    types: {course: Course, reading: Reading}
                    topics: {safety: Safety at work, ethics: Ethics}
                    flags: {structured: Structured}
                    cycle: {length: 1 year, starts: "01-01"}
                    requirements:
                      - {id: total, title: CPD in the year, count: all, at-least: 20}
                    """);
            scheme(context, """
                    scheme: card
                    unit: hour
                    types: [course, reading]
                    facts: {registered: {kind: date, title: Day of registration}}
                    cycle: {length: 3 years, anniversary-of: registered}
                    requirements:
                      - {id: total, title: CPD in three years, count: all, at-least: 60}
                    """);
            Imports imports = context.getBean(Imports.class);
            List<Example> examples = examples();
            assertThat(examples).extracting(Example::kind).containsExactlyInAnyOrderElementsOf(imports.kinds(administrator).keySet());
            for (Example example : examples) {
                int rows = (int) example.file().lines().count() - 1;
                assertThat(applied(imports, example)).as(example.kind()).extracting(ImportBatch::good, ImportBatch::bad).containsExactly(rows, 0);
                assertThat(applied(imports, example)).as(example.kind()).extracting(ImportBatch::good, ImportBatch::unchanged).containsExactly(0, rows);
            }
        }
    }

    private void scheme(AnnotationConfigApplicationContext context, String document) {
        Schemes schemes = context.getBean(Schemes.class);
        Drafted drafted = schemes.draft(administrator, document, SchemeOutline.Authority.BODY, LocalDate.of(2020, 1, 1), Optional.empty());
        assertThat(drafted).as("%s", drafted).isInstanceOf(Drafted.Kept.class);
        schemes.publish(administrator, ((Drafted.Kept) drafted).version().id(), LocalDate.of(2020, 1, 1));
        context.getBean(Enrolments.class).rule(administrator, ((Drafted.Kept) drafted).version().scheme(), Map.of(), "Every member");
    }

    private ImportBatch applied(Imports imports, Example example) {
        UUID id = imports.stage(administrator, example.kind(), example.kind() + ".csv",
                new ByteArrayInputStream(example.file().getBytes(StandardCharsets.UTF_8)));
        imports.check(administrator, id);
        settled(imports, id);
        imports.apply(administrator, id);
        return settled(imports, id);
    }

    private ImportBatch settled(Imports imports, UUID id) {
        ImportBatch batch = imports.find(administrator, id);
        while (batch.state().running()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            batch = imports.find(administrator, id);
        }
        return batch;
    }
}
