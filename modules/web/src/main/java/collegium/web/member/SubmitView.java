package collegium.web.member;

import java.util.List;
import java.util.Optional;

/**
 * Submitting a period: what is missing first, then what is frozen, then the statements and the signature. Template
 * {@code submit}; {@code faults} once it was refused. Fields: {@code revision}, {@code statement-n} (yes or no) by the
 * statement's name, {@code signed}.
 *
 * @param asked each requirement with its status, what is short first
 * @param missing how many are not met
 * @param frozen what the submission will hold, in words
 * @param revision of the record that is submitted; another one meanwhile refuses it
 */
public record SubmitView(
        String period, List<StandingView.Asked> asked, int missing, List<String> frozen, List<Statement> statements, long revision, String action, String member) {

    /**
     * One statement.
     *
     * @param answer yes, no, or none yet
     */
    public record Statement(String name, String words, Optional<String> answer) {}
}
