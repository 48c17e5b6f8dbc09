package collegium.web.member;

import java.util.List;
import java.util.Optional;

/** The development plan. Template {@code plan}; {@code said} is the form for a new objective, or for the one that is amended. */
public record PlanView(Fields said, List<Row> objectives) {

    public boolean amends() {
        return !said.blank("revision");
    }

    /**
     * One objective.
     *
     * @param when by when, or when it was met, in words
     */
    public record Row(
            String id, long revision, String title, Optional<String> how, String when, boolean met, boolean late, List<Done> done) {}

    /** An activity that serves it. */
    public record Done(String path, String title, String on) {}
}
