package collegium.requirements.engine;

import java.util.List;

/** Where a finding or a whole standing is; the same words for both. */
public enum Status {
    /** Counted reaches what is needed. */
    MET,
    /** The window is open and the pace suffices. */
    ON_TRACK,
    /** Can still be met, but not at the present pace. */
    AT_RISK,
    /** The window closed and it was not met. */
    SHORT,
    /** Judged later: the window, or its last year, has not begun. */
    OPEN,
    /** A later window decides. */
    PROVISIONAL,
    /** Removed by an exemption. */
    RELIEVED,
    /** A fact is missing; it is named in the reasons. */
    UNKNOWN,
    /** The search for the best use of the credit passed its bound. */
    UNDECIDED;

    /** What pulls a whole standing down, the worst first: it stands where the worst of its mandatory findings does. */
    static final List<Status> WORST_FIRST = List.of(SHORT, UNDECIDED, UNKNOWN, AT_RISK, ON_TRACK, PROVISIONAL, OPEN, MET, RELIEVED);

    /** From 0, the worst. */
    int rank() {
        return WORST_FIRST.indexOf(this);
    }
}
