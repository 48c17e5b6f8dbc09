package collegium.requirements;

import collegium.kernel.Call;
import collegium.kernel.MemberId;

/** What applies to a member, a period of theirs, or a fact that is judged by changed, in this transaction. */
public record EnrolmentsChanged(Call call, MemberId member, long revision, String cause) {}
