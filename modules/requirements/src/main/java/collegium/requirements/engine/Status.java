package collegium.requirements.engine;

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
    UNDECIDED
}
