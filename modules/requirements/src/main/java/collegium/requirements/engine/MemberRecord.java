package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything about one member that is judged, as known at one moment. */
public record MemberRecord(
        Map<String, List<Fact>> facts, List<Activity> activities, List<Artefact> artefacts, List<Decision> decisions,
        List<Relief> reliefs, List<Carried> carried, List<Owed> owed) {

    public static final MemberRecord EMPTY =
            new MemberRecord(Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public MemberRecord {
        facts = Map.copyOf(facts);
        activities = List.copyOf(activities);
        artefacts = List.copyOf(artefacts);
        decisions = List.copyOf(decisions);
        reliefs = List.copyOf(reliefs);
        carried = List.copyOf(carried);
        owed = List.copyOf(owed);
    }

    /** This record with one activity more, or with the activity of that id replaced. */
    public MemberRecord with(Activity activity) {
        List<Activity> more = new ArrayList<>(activities);
        more.removeIf(other -> other.id().equals(activity.id()));
        more.add(activity);
        return new MemberRecord(facts, more, artefacts, decisions, reliefs, carried, owed);
    }

    public MemberRecord withActivities(List<Activity> others) {
        return new MemberRecord(facts, others, artefacts, decisions, reliefs, carried, owed);
    }
}
