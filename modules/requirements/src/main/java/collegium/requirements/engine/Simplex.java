package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Exact linear programming for the few variables of an allocation: maximise c·x where every row's a·x ≤ b and x ≥ 0.
 * Two phases with Bland's rule, which cannot circle, so it ends.
 */
final class Simplex {

    private final int variables;
    private final List<Ratio[]> rows = new ArrayList<>();
    private final List<Ratio> bounds = new ArrayList<>();

    Simplex(int variables) {
        this.variables = variables;
    }

    Simplex(Simplex other) {
        variables = other.variables;
        rows.addAll(other.rows);
        bounds.addAll(other.bounds);
    }

    Ratio[] row() {
        Ratio[] row = new Ratio[variables];
        Arrays.fill(row, Ratio.ZERO);
        return row;
    }

    void atMost(Ratio[] row, Ratio bound) {
        rows.add(row);
        bounds.add(bound);
    }

    void atLeast(Ratio[] row, Ratio bound) {
        Ratio[] negated = new Ratio[row.length];
        for (int i = 0; i < row.length; i++) {
            negated[i] = row[i].negate();
        }
        atMost(negated, bound.negate());
    }

    /** The best point, or nothing where no point satisfies every row. */
    Optional<Ratio[]> maximise(Ratio[] objective) {
        int m = rows.size();
        int artificial = variables + m;
        int width = artificial + 2;
        Ratio[][] t = new Ratio[m + 1][];
        int[] basis = new int[m];
        int worst = -1;
        for (int i = 0; i < m; i++) {
            t[i] = new Ratio[width];
            Arrays.fill(t[i], Ratio.ZERO);
            System.arraycopy(rows.get(i), 0, t[i], 0, variables);
            t[i][variables + i] = Ratio.ONE;
            t[i][artificial] = Ratio.ONE.negate();
            t[i][width - 1] = bounds.get(i);
            basis[i] = variables + i;
            if (bounds.get(i).signum() < 0 && (worst < 0 || bounds.get(i).compareTo(bounds.get(worst)) < 0)) {
                worst = i;
            }
        }
        t[m] = new Ratio[width];
        if (worst >= 0) {
            Arrays.fill(t[m], Ratio.ZERO);
            t[m][artificial] = Ratio.ONE;
            pivot(t, basis, worst, artificial);
            run(t, basis, artificial + 1);
            if (t[m][width - 1].signum() != 0) {
                return Optional.empty();
            }
            leave(t, basis, artificial);
        }
        for (int i = 0; i < m; i++) {
            t[i][artificial] = Ratio.ZERO;
        }
        Arrays.fill(t[m], Ratio.ZERO);
        for (int j = 0; j < variables; j++) {
            t[m][j] = objective[j].negate();
        }
        for (int i = 0; i < m; i++) {
            if (t[m][basis[i]].signum() != 0) {
                subtract(t[m], t[i], t[m][basis[i]]);
            }
        }
        run(t, basis, artificial);
        Ratio[] point = row();
        for (int i = 0; i < m; i++) {
            if (basis[i] < variables) {
                point[basis[i]] = t[i][width - 1];
            }
        }
        return Optional.of(point);
    }

    /** The artificial variable, at zero, leaves the basis so that it cannot rise again. */
    private static void leave(Ratio[][] t, int[] basis, int artificial) {
        for (int i = 0; i < basis.length; i++) {
            if (basis[i] == artificial) {
                for (int j = 0; j < artificial; j++) {
                    if (t[i][j].signum() != 0) {
                        pivot(t, basis, i, j);
                        return;
                    }
                }
            }
        }
    }

    private static void run(Ratio[][] t, int[] basis, int columns) {
        int m = basis.length;
        int last = t[m].length - 1;
        while (true) {
            int enter = -1;
            for (int j = 0; j < columns && enter < 0; j++) {
                if (t[m][j].signum() < 0) {
                    enter = j;
                }
            }
            if (enter < 0) {
                return;
            }
            int leave = -1;
            Ratio least = Ratio.ZERO;
            for (int i = 0; i < m; i++) {
                if (t[i][enter].signum() > 0) {
                    Ratio ratio = t[i][last].dividedBy(t[i][enter]);
                    int byRatio = leave < 0 ? -1 : ratio.compareTo(least);
                    if (byRatio < 0 || (byRatio == 0 && basis[i] < basis[leave])) {
                        leave = i;
                        least = ratio;
                    }
                }
            }
            if (leave < 0) {
                return;
            }
            pivot(t, basis, leave, enter);
        }
    }

    private static void pivot(Ratio[][] t, int[] basis, int row, int column) {
        Ratio[] pivot = t[row];
        Ratio by = pivot[column];
        for (int j = 0; j < pivot.length; j++) {
            if (pivot[j].signum() != 0) {
                pivot[j] = pivot[j].dividedBy(by);
            }
        }
        for (int i = 0; i < t.length; i++) {
            if (i != row && t[i][column].signum() != 0) {
                subtract(t[i], pivot, t[i][column]);
            }
        }
        basis[row] = column;
    }

    private static void subtract(Ratio[] from, Ratio[] row, Ratio times) {
        for (int j = 0; j < from.length; j++) {
            if (row[j].signum() != 0) {
                from[j] = from[j].lessTimes(row[j], times);
            }
        }
    }
}
