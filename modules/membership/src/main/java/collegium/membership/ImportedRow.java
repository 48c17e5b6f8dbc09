package collegium.membership;

import java.util.List;

/**
 * A row as it is in the file, with what was found.
 *
 * @param state {@code staged}, {@code good}, {@code bad}, {@code unchanged}, {@code applied} or {@code undone}
 */
public record ImportedRow(int line, List<String> cells, String state, List<ImportFault> faults) {}
