package collegium.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every code with which something is refused stands in the reference, with its status and words for people, and no code that is not used. */
class ProblemsTest {

    private static final Path ROOT = root();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| ([0-9, ]+) \\| (.+) \\|$");
    private static final Map<String, Set<String>> USED = new TreeMap<>();
    private static final Set<String> LITERALS = new TreeSet<>();
    private static final Set<String> UNREAD = new TreeSet<>();
    private static final Map<String, String> SAID = new TreeMap<>();

    private static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("docs/reference"))) {
            at = Objects.requireNonNull(at.getParent());
        }
        return at;
    }

    @BeforeAll
    static void read() throws IOException {
        ROW.matcher(Files.readString(ROOT.resolve("docs/reference/problems.md"))).results()
                .forEach(row -> assertThat(SAID.put(row.group(1), row.group(2))).as("said twice: " + row.group(1)).isNull());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null); Stream<Path> found = Files.walk(ROOT.resolve("modules"))) {
            List<Path> sources = found.filter(path -> path.toString().contains("/src/main/java/") && path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            task.parse().forEach(unit -> new Codes(Path.of(unit.getSourceFile().getName()).getFileName().toString()).scan(unit, null));
        }
    }

    /** Finds where a code is given, and with it the status where the place says so. */
    private static final class Codes extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final String file;

        private Codes(String file) {
            this.file = file;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            List<? extends ExpressionTree> given = call.getArguments();
            String name = call.getMethodSelect() instanceof MemberSelectTree member ? member.getIdentifier().toString() : call.getMethodSelect().toString();
            String on = call.getMethodSelect() instanceof MemberSelectTree member ? member.getExpression().toString() : "";
            switch (name) {
                case "invalid" -> code(given, 0, on.equals("Refused"), "422");
                case "conflict" -> code(given, 0, on.equals("Refused"), "409");
                case "notFound" -> used("not-found", "404");
                case "notAllowed" -> used("not-allowed", "403");
                case "add" -> code(given, 0, given.size() > 1 && faults(on), "422");
                case "require" -> code(given, 1, given.size() > 2 && faults(on), "422");
                case "fault" -> code(given, 1, given.size() == 2 && given.getFirst().toString().startsWith("HttpStatus."), status(given.getFirst().toString()));
                case "answer" -> code(given, 0, file.equals("ApiAdvice.java") && given.size() == 2 && !given.getFirst().toString().contains("tatus"), "400");
                case "write" -> code(given, 2, on.equals("problems"), "401");
                default -> {
                    // Gives no code.
                }
            }
            return super.visitMethodInvocation(call, null);
        }

        /** Also where several are collected one after the other. */
        private static boolean faults(String on) {
            return on.startsWith("faults") || on.startsWith("new Faults()");
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
            boolean fault = made.getIdentifier().toString().matches("(Refused\\.)?Fault") && made.getArguments().size() == 3
                    && !file.equals("Faults.java") && !file.equals("Refused.java");
            code(made.getArguments(), 0, fault && made.getArguments().getFirst() instanceof LiteralTree, "");
            return super.visitNewClass(made, null);
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
            LITERALS.add(String.valueOf(literal.getValue()));
            return null;
        }

        private void code(List<? extends ExpressionTree> given, int at, boolean here, String status) {
            if (here && given.size() > at) {
                literals(given.get(at), status);
            }
        }

        private void literals(ExpressionTree given, String status) {
            switch (given) {
                case LiteralTree literal -> used(String.valueOf(literal.getValue()), status);
                case ConditionalExpressionTree either -> {
                    literals(either.getTrueExpression(), status);
                    literals(either.getFalseExpression(), status);
                }
                case ParenthesizedTree inner -> literals(inner.getExpression(), status);
                default -> UNREAD.add(file + ": " + given);
            }
        }

        private static void used(String code, String status) {
            Set<String> statuses = USED.computeIfAbsent(code, _ -> new TreeSet<>());
            if (!status.isEmpty()) {
                statuses.add(status);
            }
        }

        private static String status(String constant) {
            return constant.endsWith("PRECONDITION_REQUIRED") ? "428" : constant.endsWith("BAD_REQUEST") ? "400" : "";
        }
    }

    @Test
    void everyCodeThatIsUsedIsSaidAndEveryCodeThatIsSaidIsUsed() throws IOException {
        assertThat(USED.size()).isGreaterThan(60);
        assertThat(SAID.keySet()).as("in docs/reference/problems.md, and used").containsAll(USED.keySet());
        Set<String> elsewhere = new TreeSet<>(SAID.keySet());
        elsewhere.removeAll(USED.keySet());
        // What a switch chooses, or another type carries as its code, is no argument of a refusal, but it is a word in the source.
        elsewhere.removeAll(LITERALS);
        assertThat(elsewhere).as("in docs/reference/problems.md, and never used").isEmpty();
    }

    @Test
    void noCodeIsPutTogetherWhereNobodyCanFindIt() {
        // The code of a file that cannot be read comes with its exception.
        assertThat(UNREAD).containsExactly("Imports.java: e.code()");
    }

    @Test
    void everyStatusIsTheOneThatIsAnswered() {
        USED.forEach((code, statuses) -> statuses.forEach(status -> assertThat(SAID.getOrDefault(code, "")).as(code).contains(status)));
    }

    @Test
    void everyCodeHasWordsForPeople() throws IOException {
        Properties words = new Properties();
        try (Stream<Path> bundles = Files.list(ROOT.resolve("modules/web/src/main/resources"))) {
            for (Path bundle : bundles.filter(file -> file.toString().endsWith(".properties")).toList()) {
                try (InputStream in = Files.newInputStream(bundle)) {
                    words.load(in);
                }
            }
        }
        Set<String> worded = words.stringPropertyNames().stream().filter(key -> key.startsWith("problem.")).map(key -> key.substring(8)).collect(Collectors.toSet());
        assertThat(worded).containsExactlyInAnyOrderElementsOf(SAID.keySet());
    }
}
