package collegium.notifications;

import collegium.kernel.Call;

/** Told by whoever keeps the standings: time alone changes some of them. */
public interface NightlyJudging {

    /** Judges anew, each in a transaction of its own, the members whose standing can have changed by the call's local date. Returns how many. */
    int judgeDue(Call call);
}
