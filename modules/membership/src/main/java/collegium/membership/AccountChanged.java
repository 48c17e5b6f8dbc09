package collegium.membership;

import collegium.kernel.AccountId;
import collegium.kernel.Call;

/** What an account may do, or its password, changed: sessions that were begun before end. */
public record AccountChanged(Call call, AccountId account) {}
