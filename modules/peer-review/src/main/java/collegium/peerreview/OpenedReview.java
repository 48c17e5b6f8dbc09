package collegium.peerreview;

import collegium.portfolios.Activity;
import collegium.portfolios.Artefact;
import collegium.portfolios.EvidenceFile;
import collegium.portfolios.Submission;
import java.util.List;
import java.util.UUID;

/** A review with the record as it was frozen, never as it is now. */
public record OpenedReview(
        Review review, Submission submission, List<Activity> activities, List<Artefact> artefacts, List<EvidenceFile> files,
        List<Comment> comments) {
    public OpenedReview {
        activities = List.copyOf(activities);
        artefacts = List.copyOf(artefacts);
        files = List.copyOf(files);
        comments = List.copyOf(comments);
    }

    /** Whether an activity or artefact of that id was frozen. */
    public boolean has(UUID entry) {
        return activities.stream().anyMatch(activity -> activity.id().value().equals(entry))
                || artefacts.stream().anyMatch(artefact -> artefact.id().value().equals(entry));
    }
}
