package collegium.requirements.schemes;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The worked examples of a scheme: read from its document, and held against its own rules. */
public final class Examples {

    private static final int MOST = 200;

    private Examples() {}

    /** Each example of a document that reads without fault, judged by its own rules. */
    public static List<Example.Outcome> judged(String text) {
        List<Fault> faults = new ArrayList<>();
        Scheme scheme = SchemeDocuments.read(text).orThrow();
        List<Example> examples = read(new Reader(Documents.read(text, faults).orElseThrow(), faults));
        List<Example.Outcome> outcomes = new ArrayList<>();
        for (int n = 0; n < examples.size(); n++) {
            outcomes.add(new Example.Outcome(examples.get(n), compare(scheme, examples.get(n), "examples[" + n + "].expect")));
        }
        return outcomes;
    }

    static List<Example> read(Reader scheme) {
        List<Example> examples = new ArrayList<>();
        List<Doc> items = scheme.items("examples");
        items.stream().limit(MOST).forEach(item -> examples.add(example(new Reader(item, scheme.faults()))));
        if (items.size() > MOST) {
            scheme.fault("There are more than " + MOST + " examples.", "Keep those that show something of their own.");
        }
        return examples;
    }

    private static Example example(Reader fields) {
        String id = RequirementReader.id(fields);
        RecordFiles.RecordFile file = RecordFiles.file(fields);
        Optional<Reader> expect = fields.reader("expect");
        if (expect.isEmpty()) {
            fields.fault("\"expect\" is missing.", "Say what the rules make of it: \"expect: {compliant: yes}\".");
        }
        if (file.asAt().isEmpty()) {
            fields.fault("\"as-at\" is missing.", "Add the day to be judged at.");
        }
        String title = fields.text("title").orElse(VocabularyReader.words(id));
        fields.done();
        return new Example(id, title, file.record(), file.period(), file.asAt().orElse(LocalDate.of(1900, 1, 1)),
                expect.map(Examples::expected).orElse(new Example.Expected(true, Optional.empty(), Map.of(), Optional.empty())));
    }

    private static Example.Expected expected(Reader expect) {
        if (!expect.has("compliant")) {
            expect.fault("\"compliant\" is missing.", "Write \"compliant: yes\" or \"compliant: no\".");
        }
        boolean compliant = expect.flag("compliant", true);
        Optional<Map<String, Optional<BigDecimal>>> fails = expect.has("fails") ? Optional.of(fails(expect)) : Optional.empty();
        Example.Expected read = new Example.Expected(compliant, fails, expect.map("counted", expect::asNumber), expect.number("carry-out"));
        expect.text("why");
        expect.done();
        return read;
    }

    private static Map<String, Optional<BigDecimal>> fails(Reader expect) {
        Map<String, Optional<BigDecimal>> fails = new LinkedHashMap<>();
        for (Doc item : expect.items("fails")) {
            if (item instanceof Doc.Text text) {
                fails.put(text.value(), Optional.empty());
            } else {
                Reader fail = new Reader(item, expect.faults());
                fails.put(fail.need("requirement"), fail.number("short"));
                fail.done();
            }
        }
        return fails;
    }

    private static List<Fault> compare(Scheme scheme, Example example, String path) {
        Judge judge = Judge.of(scheme);
        Optional<Period> period = example.period().or(() -> judge.period(example.record(), example.asAt()));
        if (period.isEmpty()) {
            return List.of(new Fault(path, 0, "In \"" + example.title() + "\" no period follows from the facts.", "Add the facts, or a \"period\"."));
        }
        Standing standing = judge.judge(example.record(), period.get(), example.asAt());
        Example.Expected expected = example.expected();
        List<Fault> faults = new ArrayList<>();
        if (standing.compliant() != expected.compliant()) {
            faults.add(fault(path, example, expected.compliant() ? "all is expected to be met, and is not: " + String.join(", ", failing(standing).keySet())
                    : "something is expected to be short, and all is met"));
        }
        expected.fails().ifPresent(fails -> {
            if (!new TreeSet<>(fails.keySet()).equals(new TreeSet<>(failing(standing).keySet()))) {
                faults.add(fault(path, example, "short are " + named(failing(standing).keySet()) + ", expected are " + named(fails.keySet())));
            }
            fails.forEach((name, by) -> by.ifPresent(amount -> Optional.ofNullable(failing(standing).get(name)).filter(is -> is.compareTo(amount) != 0)
                    .ifPresent(is -> faults.add(fault(path, example, name + " is short by " + plain(is) + ", expected is " + plain(amount))))));
        });
        expected.counted().forEach((name, amount) -> {
            Optional<Finding> finding = standing.findings().stream().filter(found -> found.name().equals(name)).findFirst();
            if (finding.isEmpty() || finding.get().counted().compareTo(amount) != 0) {
                faults.add(fault(path, example, name + " counts " + finding.map(found -> plain(found.counted())).orElse("nothing") + ", expected is " + plain(amount)));
            }
        });
        expected.carried().filter(carried -> carried.compareTo(standing.carriedOut()) != 0).ifPresent(carried ->
                faults.add(fault(path, example, plain(standing.carriedOut()) + " is carried on, expected is " + plain(carried))));
        return faults;
    }

    private static Map<String, BigDecimal> failing(Standing standing) {
        Map<String, BigDecimal> failing = new TreeMap<>();
        standing.findings().stream().filter(finding -> finding.inPlay() && !finding.met() && finding.severity() == Severity.MANDATORY)
                .forEach(finding -> failing.put(finding.name(), finding.shortBy()));
        return failing;
    }

    private static String named(java.util.Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Fault fault(String path, Example example, String what) {
        return new Fault(path, 0, "In \"" + example.title() + "\" " + what + ".", "Mend the rules, or what is expected.");
    }
}
