package collegium.portfolios;

import collegium.requirements.engine.Activity;
import collegium.requirements.engine.Artefact;
import java.util.List;

/** What the engine sees of a member's record: dates, amounts, types, flags; nothing personal. */
public record Judged(List<Activity> activities, List<Artefact> artefacts) {
    public Judged {
        activities = List.copyOf(activities);
        artefacts = List.copyOf(artefacts);
    }
}
