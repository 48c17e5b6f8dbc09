package collegium.web.member;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The form that records or amends an activity. Template {@code record}; attributes {@code view}, and {@code faults} (a list
 * of {@link collegium.web.problems.FieldFault}) once it was refused. What was typed comes back in {@code said}.
 *
 * @param key the id that the activity will have; a form sent twice records once
 * @param revision what the form was read from, where it amends
 * @param action where it is sent
 * @param said the fields as typed
 * @param unit of the amount; {@code measures} are what else can be said of its size
 * @param known titles to suggest
 * @param proposed the kind that the words suggest, as a mark; empty where none is
 * @param would what it would count, once that is known
 * @param chosen names of files that were chosen and have to be chosen again
 * @param theirs what differs from what somebody else, or another window, recorded meanwhile
 * @param drafts what was typed before and not sent
 * @param quick activities that are recorded with one tap
 * @param own what exists already, where it amends
 */
public record RecordView(
        String key, Optional<Long> revision, String action, Fields said, String unit, List<SchemeWords.Choice> measures, SchemeWords words,
        List<SchemeWords.Choice> objectives, List<String> known, String proposed, List<Would> would, List<String> chosen, List<Difference> theirs,
        List<Offer> drafts, List<Quick> quick, Optional<Own> own, LocalDate today) {

    public boolean amends() {
        return own.isPresent();
    }

    /** The kind in words, as far as it is said: Webinar, structured. */
    public String kind() {
        return said.blank("type") ? "" : words.title("type", said.text("type"));
    }

    /** What is recorded already of what the form amends. */
    public record Own(List<FileRow> files, String withdraw, String history, boolean withdrawn, boolean unconfirmed) {}

    /**
     * A file that is there.
     *
     * @param size in words: 340 kB
     */
    public record FileRow(String path, String name, String size, String remove) {}

    /** A field in which what is recorded differs from what was typed. */
    public record Difference(String field, String recorded, String typed) {}

    /**
     * What was typed and not sent.
     *
     * @param path where it can be gone on with
     * @param at when it was kept, in words
     */
    public record Offer(String form, String path, String title, String at) {}

    /**
     * Done with one tap.
     *
     * @param done where saying that it is done is sent; empty where {@code path} opens a form
     */
    public record Quick(String icon, String title, String note, Optional<String> path, Optional<String> done, long revision) {}
}
