package collegium.membership;

import collegium.kernel.AccountId;
import collegium.kernel.Faults;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What is known of a new member, with the facts that hold from the start. */
public record RegisterMember(
        String number, String givenName, String familyName, Optional<String> email, LocalDate joined, Optional<AccountId> account,
        List<ChangeFact> facts) {
    public RegisterMember {
        facts = List.copyOf(facts);
    }

    void check() {
        new Faults()
                .require(Texts.isLine(number, 40), "member-number-form", "number")
                .require(Texts.isLine(givenName, 80), "name-form", "givenName")
                .require(Texts.isLine(familyName, 80), "name-form", "familyName")
                .require(email.map(Texts::isEmail).orElse(true), "email-form", "email")
                .require(ChangeFact.plausible(joined), "date-implausible", "joined")
                .refuse();
        facts.forEach(ChangeFact::check);
    }
}
