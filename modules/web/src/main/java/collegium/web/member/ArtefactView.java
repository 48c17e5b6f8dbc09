package collegium.web.member;

import java.util.List;
import java.util.Optional;

/**
 * The form of something judged that is no activity. Template {@code artefact}; attributes {@code view}, and {@code faults} once it was
 * refused.
 *
 * @param kind its title in the scheme: Reflective discussion
 * @param needs what it has to be so that a requirement counts it
 * @param activities that it can be about
 * @param request how far asking another person is, where somebody was asked; then the form is closed
 */
public record ArtefactView(
        String key, Optional<Long> revision, String action, String kind, Fields said, List<SchemeWords.Needs> needs, List<SchemeWords.Choice> activities,
        List<RecordView.FileRow> files, Optional<Request> request, Optional<String> history, List<String> chosen, List<RecordView.Difference> theirs,
        boolean draftThere) {

    public boolean amends() {
        return revision.isPresent();
    }

    /**
     * How far asking another person is.
     *
     * @param state asked, reminded, expired, confirmed or declined
     * @param person who was asked
     * @param on when it was sent last, or answered, in words
     * @param reason why it was declined
     */
    public record Request(String state, String person, String email, String on, Optional<String> reason) {

        public boolean open() {
            return state.equals("asked") || state.equals("reminded") || state.equals("expired");
        }
    }
}
