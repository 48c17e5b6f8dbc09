package collegium.membership;

import collegium.kernel.Call;
import collegium.kernel.MemberId;

/** Facts about a member changed, in this transaction; what is judged by them is judged again. Also told when a member is new. */
public record MemberFactsChanged(Call call, MemberId member, long revision) {}
