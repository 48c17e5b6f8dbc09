package collegium.web.reviews;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a frozen record, as reviewers, officers and the member read it. Private notes are not in it.
 *
 * @param activity whether it is an activity; else an artefact, which nobody decides on
 * @param kind what kind it is, in the scheme's words
 * @param counted with its unit; empty for what is not counted
 * @param claimed what the member claims, where that is another number
 * @param words what the member wrote: a reflection, what changed in practice, an account
 * @param why each reason why a number is not the one before it
 */
record EntryView(
        String id, boolean activity, String title, LocalDate on, String kind, Optional<BigDecimal> claimed, Optional<BigDecimal> credited,
        Optional<BigDecimal> counted, String unit, List<String> words, List<File> files, List<String> why, Kind as) {

    /** A file with the address of its download. */
    public record File(String path, String name) {}

    /** Its tags in the scheme's names: to take it for another kind from. */
    public record Kind(String type, Optional<Boolean> structured, Set<String> topics, Set<String> flags) {}

    /** Whether less, or more, is counted than was claimed. */
    public boolean differs() {
        return claimed.isPresent() && counted.isPresent() && claimed.get().compareTo(counted.get()) != 0;
    }
}
