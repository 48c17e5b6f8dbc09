package collegium.notifications;

import collegium.kernel.AccountId;
import collegium.kernel.MemberId;

/** To whom a message goes. An account's and a member's address are looked up again each time that it is tried. */
public sealed interface Recipient {

    /** Somebody who signs in. */
    record ToAccount(AccountId account) implements Recipient {}

    /** A member: at the address of the account, or at the one that the body has where there is no account. */
    record ToMember(MemberId member) implements Recipient {}

    /** Somebody without an account. */
    record ToAddress(String address, String name) implements Recipient {}
}
