package collegium.requirements.schemes;

/**
 * Something wrong in a document.
 *
 * @param path where, as {@code requirements[2].at-least}
 * @param line the line, from 1; 0 where there is none
 * @param problem what is wrong
 * @param remedy what would be right
 */
public record Fault(String path, int line, String problem, String remedy) {

    @Override
    public String toString() {
        String at = line > 0 ? "line " + line + ", " : "";
        return at + (path.isEmpty() ? "the document" : path) + ": " + problem
                + (remedy.isEmpty() ? "" : " " + remedy);
    }
}
