package collegium.web.member;

import java.util.List;
import java.util.Optional;

/**
 * What an entry was before. Template {@code history}.
 *
 * @param path of the entry, while it is in the record
 * @param revisions the latest first
 */
public record HistoryView(String title, Optional<String> path, boolean withdrawn, List<Revision> revisions) {

    /** One revision: what happened, by whom, when, and each field that it changed. */
    public record Revision(String what, String who, String on, List<RecordView.Difference> changes) {}
}
