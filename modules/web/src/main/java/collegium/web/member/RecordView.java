package collegium.web.member;

import java.util.List;
import java.util.Optional;

/**
 * The form that records or amends an activity. Template {@code record}; attributes {@code view}, and {@code faults} (a list
 * of {@link collegium.web.problems.FieldFault}) once it was refused. What was typed comes back in {@code said}.
 *
 * @param key the id that the activity will have; a form sent twice records once
 * @param revision what the form was read from, where it amends
 * @param action where it is sent
 * @param known titles to suggest
 * @param would what it would count, once that is known
 * @param withdraw where withdrawing is sent, where there is something to withdraw
 */
public record RecordView(
        String key, Optional<Long> revision, String action, boolean amends, Said said, List<Choice> types, List<Choice> units, List<Choice> topics,
        List<Choice> flags, boolean asksStructured, List<String> known, Optional<String> would, List<FileRow> files, Optional<String> withdraw) {

    /** The fields as typed: title, started, ended, amount, unit, type, structured (yes, no or empty), topics, flags, provider, role, reflection, outcome, notes. */
    public record Said(
            String title, String started, String ended, String amount, String unit, String type, String structured, List<String> topics,
            List<String> flags, String provider, String role, String reflection, String outcome, String notes, boolean planned) {

        public static Said nothing(String started, String unit) {
            return new Said("", started, started, "", unit, "", "", List.of(), List.of(), "", "", "", "", "", false);
        }
    }

    /**
     * One that can be chosen.
     *
     * @param value as it is sent; {@code name} as people read it
     */
    public record Choice(String value, String name) {}

    /**
     * A file that is there.
     *
     * @param size in words: 340 kB
     */
    public record FileRow(String path, String name, String size, Optional<String> remove) {}
}
