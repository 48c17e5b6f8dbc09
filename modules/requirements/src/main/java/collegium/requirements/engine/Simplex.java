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

    /**
     * The point that is best by the first objective, among those by the second, and so on; or nothing where no point
     * satisfies every row.
     */
    Optional<Ratio[]> maximise(List<Ratio[]> objectives) {
        Table table = new Table();
        if (!table.feasible()) {
            return Optional.empty();
        }
        for (Ratio[] objective : objectives) {
            table.maximise(objective);
        }
        return Optional.of(table.point());
    }

    /**
     * Each row says what one basic variable is, by those that are not and stand at zero: its bound less the row's multiples
     * of them. The last row is the objective, the last column holds the bounds.
     */
    private final class Table {
        private final int last;
        private final int artificial;
        private final Ratio[][] t;
        private final int[] basic;
        private final int[] loose;
        /** Columns that must not rise above zero any more. */
        private final boolean[] shut;

        Table() {
            int m = rows.size();
            artificial = variables + m;
            last = variables + 1;
            t = new Ratio[m + 1][];
            basic = new int[m];
            for (int i = 0; i < m; i++) {
                t[i] = Arrays.copyOf(rows.get(i), last + 1);
                t[i][variables] = Ratio.MINUS_ONE;
                t[i][last] = bounds.get(i);
                basic[i] = variables + i;
            }
            t[m] = new Ratio[last + 1];
            Arrays.fill(t[m], Ratio.ZERO);
            loose = new int[last];
            Arrays.setAll(loose, j -> j < variables ? j : artificial);
            shut = new boolean[last];
        }

        /** Finds a point that satisfies every row: lets all of them be missed by an artificial variable, and lowers that. */
        boolean feasible() {
            int worst = -1;
            for (int i = 0; i < basic.length; i++) {
                if (t[i][last].signum() < 0 && (worst < 0 || t[i][last].compareTo(t[worst][last]) < 0)) {
                    worst = i;
                }
            }
            if (worst >= 0) {
                t[basic.length][variables] = Ratio.ONE;
                pivot(worst, variables);
                run();
                if (t[basic.length][last].signum() != 0) {
                    return false;
                }
            }
            for (int i = 0; i < basic.length; i++) {
                if (basic[i] == artificial) {
                    leave(i);
                }
            }
            for (int j = 0; j < last; j++) {
                shut[j] = loose[j] == artificial;
            }
            return true;
        }

        /** The artificial variable, at zero, leaves the basis so that it cannot rise again. */
        private void leave(int row) {
            for (int j = 0; j < last; j++) {
                if (t[row][j].signum() != 0) {
                    pivot(row, j);
                    return;
                }
            }
        }

        void maximise(Ratio[] objective) {
            Ratio[] row = t[basic.length];
            for (int j = 0; j < last; j++) {
                row[j] = loose[j] < variables ? objective[loose[j]].negate() : Ratio.ZERO;
            }
            row[last] = Ratio.ZERO;
            for (int i = 0; i < basic.length; i++) {
                if (basic[i] < variables && objective[basic[i]].signum() != 0) {
                    subtract(row, t[i], objective[basic[i]].negate());
                }
            }
            run();
            for (int j = 0; j < last; j++) {
                shut[j] |= row[j].signum() != 0;
            }
        }

        Ratio[] point() {
            Ratio[] point = row();
            for (int i = 0; i < basic.length; i++) {
                if (basic[i] < variables) {
                    point[basic[i]] = t[i][last];
                }
            }
            return point;
        }

        private void run() {
            while (true) {
                int enter = enter();
                int leave = enter < 0 ? -1 : leaving(enter);
                if (leave < 0) {
                    return;
                }
                pivot(leave, enter);
            }
        }

        private int enter() {
            int enter = -1;
            for (int j = 0; j < last; j++) {
                if (!shut[j] && t[basic.length][j].signum() < 0 && (enter < 0 || loose[j] < loose[enter])) {
                    enter = j;
                }
            }
            return enter;
        }

        private int leaving(int enter) {
            int leave = -1;
            Ratio least = Ratio.ZERO;
            for (int i = 0; i < basic.length; i++) {
                if (t[i][enter].signum() > 0) {
                    Ratio ratio = t[i][last].dividedBy(t[i][enter]);
                    int order = leave < 0 ? -1 : ratio.compareTo(least);
                    if (order < 0 || (order == 0 && basic[i] < basic[leave])) {
                        leave = i;
                        least = ratio;
                    }
                }
            }
            return leave;
        }

        /** The row's basic variable and the column's loose one change places. */
        private void pivot(int row, int column) {
            Ratio[] pivot = t[row];
            Ratio by = pivot[column];
            pivot[column] = Ratio.ONE;
            for (int j = 0; j <= last; j++) {
                pivot[j] = pivot[j].dividedBy(by);
            }
            for (int i = 0; i < t.length; i++) {
                Ratio times = t[i][column];
                if (i != row && times.signum() != 0) {
                    t[i][column] = Ratio.ZERO;
                    subtract(t[i], pivot, times);
                }
            }
            int label = basic[row];
            basic[row] = loose[column];
            loose[column] = label;
        }

        private static void subtract(Ratio[] from, Ratio[] row, Ratio times) {
            for (int j = 0; j < from.length; j++) {
                if (row[j].signum() != 0) {
                    from[j] = from[j].lessTimes(row[j], times);
                }
            }
        }
    }
}
