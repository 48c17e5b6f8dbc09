package collegium.membership;

import collegium.kernel.Faults;

/** Who is to administer a body that nobody administers yet. */
public record FirstAdministrator(String email, String name) {

    /** Refused: what is no address ({@code email-form}); a name that is empty or too long ({@code name-form}, of {@code administrator}). */
    public void check() {
        new Faults()
                .require(Texts.isEmail(email), "email-form", "email")
                .require(Texts.isLine(name, 120), "name-form", "administrator")
                .refuse();
    }
}
