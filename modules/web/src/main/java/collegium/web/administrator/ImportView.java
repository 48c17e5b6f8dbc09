package collegium.web.administrator;

import collegium.membership.ImportBatch;
import collegium.membership.ImportFault;
import collegium.membership.ImportedRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows that are left out, as the page shows them.
 *
 * @param heads the file's own names of the columns that are shown: those at fault on this page and as many others as there is room for
 */
record ImportView(List<String> heads, List<Row> rows) {

    private static final int SHOWN = 5;

    /** A row, with what is wrong with it as a whole. */
    record Row(int line, List<Cell> cells, List<String> faults) {}

    /** A cell with its place in words, and what is wrong with it. */
    record Cell(String head, String value, List<String> faults) {}

    static ImportView of(ImportBatch batch, List<ImportedRow> rows, Function<ImportFault, String> words) {
        Set<String> atFault = rows.stream().flatMap(row -> row.faults().stream()).map(ImportFault::column).collect(Collectors.toSet());
        Set<Integer> shown = new TreeSet<>();
        IntStream.range(0, batch.header().size()).filter(i -> atFault.contains(batch.mapping().get(i))).limit(SHOWN).forEach(shown::add);
        IntStream.range(0, batch.header().size()).filter(i -> !batch.mapping().get(i).isEmpty())
                .limit(SHOWN).takeWhile(_ -> shown.size() < SHOWN).forEach(shown::add);
        List<Row> found = new ArrayList<>();
        for (ImportedRow row : rows) {
            List<Cell> cells = shown.stream().map(i -> new Cell(batch.header().get(i), i < row.cells().size() ? row.cells().get(i) : "",
                    row.faults().stream().filter(fault -> !fault.column().isEmpty() && fault.column().equals(batch.mapping().get(i))).map(words).toList())).toList();
            Set<String> inCells = shown.stream().map(i -> batch.mapping().get(i)).collect(Collectors.toSet());
            found.add(new Row(row.line(), cells,
                    row.faults().stream().filter(fault -> fault.column().isEmpty() || !inCells.contains(fault.column())).map(words).toList()));
        }
        return new ImportView(shown.stream().map(i -> batch.header().get(i)).toList(), found);
    }

    /** A part of the bar under an import's numbers, in per cent. */
    record Part(String x, String width, String fill) {}

    /** Good, unchanged and refused rows as parts of one bar; a part that is there can be seen. */
    static List<Part> bar(ImportBatch batch) {
        int total = Math.max(1, batch.good() + batch.unchanged() + batch.bad());
        List<Part> parts = new ArrayList<>();
        BigDecimal x = BigDecimal.ZERO;
        int[] counts = {batch.good(), batch.unchanged(), batch.bad()};
        String[] fills = {"f-met", "f-line", "f-short"};
        for (int i = 0; i < counts.length; i++) {
            BigDecimal width = BigDecimal.valueOf(counts[i] * 100L).divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP);
            if (counts[i] > 0) {
                parts.add(new Part(x + "%", width + "%", fills[i]));
            }
            x = x.add(width);
        }
        return parts;
    }
}
