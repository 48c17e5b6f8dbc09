package collegium.benchmarks;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Scheme;
import collegium.requirements.schemes.Reading;
import collegium.requirements.schemes.SchemeDocuments;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.requirements.schemes.StandingJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes everything that the engine answers: for every shipped scheme and for random ones, each with random records, one
 * standing a line. Two builds of the engine that are to judge alike must write the same file.
 */
public final class Answers {

    private static final Pattern SHAPE = Pattern.compile("\n## (\\S+) [^\n]*\n\n```yaml shape\n(.*?)\n---\n", Pattern.DOTALL);

    private Answers() {}

    /** The file to write, records for each scheme, and the page of shapes, whose schemes are judged too. */

    public static void main(String[] args) throws IOException {
        int records = Integer.parseInt(args[1]);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(args[0])))) {
            for (String id : ShippedSchemes.ids()) {
                answer(out, id, ShippedSchemes.scheme(id).orElseThrow(), records);
            }
            Matcher shapes = SHAPE.matcher(args.length > 2 ? Files.readString(Path.of(args[2])) : "");
            while (shapes.find()) {
                String unit = shapes.group(2).contains("unit:") ? "" : "unit: hour\n";
                answer(out, shapes.group(1), SchemeDocuments.read("scheme: shape\n" + unit + shapes.group(2)).orThrow(), records);
            }
            for (int seed = 0; seed < records * 40; seed++) {
                Reading<Scheme> reading = SchemeDocuments.read(new RandomSchemes(new Random(seed)).next());
                if (reading.value().isPresent()) {
                    answer(out, "random-" + seed, reading.orThrow(), 10);
                }
            }
        }
    }

    private static void answer(PrintWriter out, String name, Scheme scheme, int records) {
        Judge judge = Judge.of(scheme);
        for (int seed = 0; seed < records; seed++) {
            Random random = new Random(seed);
            LocalDate asAt = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1100));
            MemberRecord record = new RandomRecords(scheme, random).any(asAt);
            Period period = judge.period(record, asAt).orElseGet(() ->
                    Period.of(LocalDate.of(asAt.getYear(), 1, 1), LocalDate.of(asAt.getYear(), 12, 31)));
            out.println(name + " " + seed + " " + answer(judge, record, period, asAt));
        }
    }

    private static String answer(Judge judge, MemberRecord record, Period period, LocalDate asAt) {
        try {
            return StandingJson.write(judge.judge(record, period, asAt));
        } catch (RuntimeException failure) {
            return failure.toString();
        }
    }
}
