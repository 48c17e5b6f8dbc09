package collegium.requirements.schemes;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Judge;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Period;
import collegium.requirements.engine.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The allocation of credit that is spent once against every split tried by force, over many small random schemes, every night
 * over a hundred thousand.
 */
class AllocationByForceTest {

    private static final int SCHEMES = "all".equals(System.getProperty("collegium.breadth")) ? 100_000 : 4_000;
    private static final LocalDate END = LocalDate.of(2026, 12, 31);
    private static final Period YEAR = Period.of(LocalDate.of(2026, 1, 1), END);
    private static final int POTS = 3;

    /**
     * What was drawn: needs and the cap in half units, activities by the pots they fit, their type and size in half units, and
     * which requirements are only advisory, one bit each.
     */
    private record Drawn(List<Integer> needs, int cap, boolean whole, List<Sized> activities, int advisory) {
        boolean mandatory(int pot) {
            return (advisory >> pot & 1) == 0;
        }
    }

    private record Sized(int pots, int type, int halves) {}

    private static Drawn draw(Random random) {
        List<Integer> needs = new ArrayList<>();
        for (int p = 0; p < POTS; p++) {
            needs.add(1 + random.nextInt(8));
        }
        List<Sized> activities = new ArrayList<>();
        for (int n = random.nextInt(5); n >= 0; n--) {
            activities.add(new Sized(1 + random.nextInt(7), random.nextInt(2), 1 + random.nextInt(6)));
        }
        int cap = 1 + random.nextInt(6);
        boolean whole = random.nextInt(3) == 0;
        return new Drawn(needs, cap, whole, activities, random.nextBoolean() ? 0 : random.nextInt(1 << POTS));
    }

    private static String halves(int n) {
        return new BigDecimal(n).divide(new BigDecimal(2)).toPlainString();
    }

    private static Standing judge(Drawn drawn) {
        StringBuilder scheme = new StringBuilder("scheme: pots\nunit: hour\ntypes: [t0, t1]\ntopics: [p0, p1, p2]\nrequirements:\n");
        for (int p = 0; p < POTS; p++) {
            scheme.append("  - {id: r%d, count: {topic: p%d}, at-least: %s, severity: %s}\n".formatted(p, p,
                    halves(drawn.needs.get(p)), drawn.mandatory(p) ? "mandatory" : "advisory"));
        }
        scheme.append("limits: [{id: cap, of: {type: t1}, at-most: %s}]\n".formatted(halves(drawn.cap)));
        scheme.append("exclusive: [{whole: %s, pots: {a: [r0], b: [r1], c: [r2]}}]\n".formatted(drawn.whole ? "yes" : "no"));
        List<Activity> activities = new ArrayList<>();
        for (Sized one : drawn.activities) {
            Activity.Draft draft = Activity.on("a" + activities.size(), YEAR.start().plusDays(activities.size()))
                    .amount(halves(one.halves)).type("t" + one.type);
            for (int p = 0; p < POTS; p++) {
                if ((one.pots >> p & 1) == 1) {
                    draft.topic("p" + p);
                }
            }
            activities.add(draft.done());
        }
        // the cap may lie under a floor on purpose, which a check of the document would refuse
        return Judge.of(SchemeDocuments.read(scheme.toString()).orThrow())
                .judge(MemberRecord.EMPTY.withActivities(activities), YEAR, END);
    }

    /**
     * How bad a split is, from what falls short in half units: how many mandatory ones do, then the sum of short ÷ needed (in
     * 840ths, which all needs divide), then what each falls short, in the declared order.
     */
    private static long badness(Drawn drawn, int[] shortBy) {
        long failing = 0;
        long distance = 0;
        long order = 0;
        for (int p = 0; p < POTS; p++) {
            failing += shortBy[p] > 0 && drawn.mandatory(p) ? 1 : 0;
            distance += 840L * shortBy[p] / drawn.needs.get(p);
            order = order * 10 + shortBy[p];
        }
        return (failing * 10_000 + distance) * 1_000 + order;
    }

    private static long force(Drawn drawn) {
        return force(drawn, 0, new int[POTS][2]);
    }

    private static long force(Drawn drawn, int index, int[][] given) {
        if (index == drawn.activities.size()) {
            int[] shortBy = new int[POTS];
            for (int p = 0; p < POTS; p++) {
                int counted = given[p][0] + Math.min(given[p][1], drawn.cap);
                shortBy[p] = Math.max(0, drawn.needs.get(p) - counted);
            }
            return badness(drawn, shortBy);
        }
        Sized one = drawn.activities.get(index);
        return spread(drawn, index, given, 0, one.halves);
    }

    private static long spread(Drawn drawn, int index, int[][] given, int pot, int left) {
        Sized one = drawn.activities.get(index);
        if (pot == POTS) {
            return force(drawn, index + 1, given);
        }
        long best = Long.MAX_VALUE;
        int most = (one.pots >> pot & 1) == 1 ? left : 0;
        for (int here = 0; here <= most; here++) {
            boolean last = drawn.whole && here != 0 && here != one.halves;
            if (!last) {
                given[pot][one.type] += here;
                best = Math.min(best, spread(drawn, index, given, pot + 1, left - here));
                given[pot][one.type] -= here;
            }
        }
        return best;
    }

    private static long value(Drawn drawn, Standing standing) {
        int[] shortBy = new int[POTS];
        for (int p = 0; p < POTS; p++) {
            shortBy[p] = standing.findings().get(p).shortBy().multiply(new BigDecimal(2)).intValueExact();
        }
        return badness(drawn, shortBy);
    }

    @Test
    void everyAllocationIsAsGoodAsTheBestOfAllSplits() {
        for (int seed = 0; seed < SCHEMES; seed++) {
            Drawn drawn = draw(new Random(seed));
            assertThat(value(drawn, judge(drawn))).as("seed " + seed).isEqualTo(force(drawn));
        }
    }
}
