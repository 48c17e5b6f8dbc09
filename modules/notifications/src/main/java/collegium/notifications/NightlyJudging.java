package collegium.notifications;

import collegium.kernel.Call;

/** What whoever keeps the standings does with the body's day: time alone changes some of them, and each day that is over is counted. */
public interface NightlyJudging {

    /** Brings up to date what can have changed by the call's local date, and says how much that was; what is done already is done in no time. */
    int judgeDue(Call call);
}
