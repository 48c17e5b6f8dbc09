package collegium.membership;

import java.util.List;
import java.util.Locale;

/**
 * A column of a kind of import. What it means stands in {@code docs/reference/imports.md}.
 *
 * @param name as it is written in a file's first line; case, spaces and signs between words do not matter there
 * @param aliases other words for it that are known too
 * @param required whether a row without it is left out
 * @param once whether two rows of a file may not have the same
 * @param example a value, for who prepares a file
 */
public record ImportColumn(String name, List<String> aliases, boolean required, boolean once, String example) {
    public ImportColumn {
        aliases = List.copyOf(aliases);
    }

    public static ImportColumn required(String name, String example, String... aliases) {
        return new ImportColumn(name, List.of(aliases), true, false, example);
    }

    public static ImportColumn optional(String name, String example, String... aliases) {
        return new ImportColumn(name, List.of(aliases), false, false, example);
    }

    /** The same, of which no two rows may have the same. */
    public ImportColumn onlyOnce() {
        return new ImportColumn(name, aliases, required, true, example);
    }

    boolean isCalled(String header) {
        String plain = plain(header);
        return plain.equals(plain(name)) || aliases.stream().anyMatch(alias -> plain.equals(plain(alias)));
    }

    private static String plain(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
