package collegium.web.officer;

import collegium.kernel.Call;
import java.util.List;

/** Something from which the officer's queue is filled; each kind of work is a component of its own. */
interface WaitingSource {

    /** What waits now. A source whose work comes by the hundred gives one row for all of it. */
    List<Waiting> waiting(Call call);
}
