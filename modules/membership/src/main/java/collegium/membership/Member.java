package collegium.membership;

import collegium.kernel.AccountId;
import collegium.kernel.MemberId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A member of a body.
 *
 * @param number the body's own, unique in it
 * @param revision the last that was taken by a write that concerns the member
 */
public record Member(
        MemberId id, Optional<AccountId> account, String number, String givenName, String familyName, Optional<String> email,
        LocalDate joined, Optional<LocalDate> left, long revision) {

    public String name() {
        return givenName + " " + familyName;
    }
}
