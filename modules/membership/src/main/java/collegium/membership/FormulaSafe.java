package collegium.membership;

/** Cells that a spreadsheet would take for a formula go out behind an apostrophe, which is taken off when they come back. */
public final class FormulaSafe {

    private static final String STARTS = "=+-@\t\r";

    private FormulaSafe() {}

    /** The cell as it goes out. */
    public static String write(String cell) {
        return !cell.isEmpty() && STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    static String read(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && STARTS.indexOf(cell.charAt(1)) >= 0 ? cell.substring(1) : cell;
    }
}
