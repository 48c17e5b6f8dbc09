package collegium.notifications;

import collegium.database.PlatformDatabase;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.OneTimeToken;
import collegium.membership.Accounts;
import collegium.membership.FirstAdministrator;
import collegium.tenancy.Operation;
import collegium.tenancy.Operators;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/**
 * Lets in whom nobody else could: a body's first administrator, and an operator who forgot the password. By the platform's own mail,
 * which operators read while there is no mail server.
 */
public final class PlatformInvitations {

    private final PlatformDatabase platform;
    private final MailSettings settings;
    private final Accounts accounts;
    private final Operators operators;
    private final PlatformOutbox outbox;

    PlatformInvitations(PlatformDatabase platform, MailSettings settings, Accounts accounts, Operators operators, PlatformOutbox outbox) {
        this.platform = platform;
        this.settings = settings;
        this.accounts = accounts;
        this.operators = operators;
        this.outbox = outbox;
    }

    /** Invites a body's first administrator; refused as {@link Accounts#firstAdministrator} refuses. */
    public void administrator(Operation operation, BodyId body, FirstAdministrator who) {
        operation.requireOperator();
        Face face = Face.of(platform, settings, body);
        OneTimeToken token = accounts.firstAdministrator(new Call(body, new Actor.Job(operation.actor().name()), operation.at(), face.zone()), who);
        write(operation, who.email().strip(), face, "administrator-invitation", who.name().strip(), token);
    }

    /** Sends an operator of that address, where there is one, a link with which another password is chosen. */
    public void password(Operation operation, String email) {
        operation.requireOperator();
        Face own = new Face("Collegium", settings.platform(), "#0f6b62", Locale.UK, ZoneOffset.UTC);
        operators.byEmail(email).ifPresent(operator -> platform.run(_ ->
                write(operation, operator.email(), own, MessageKind.PASSWORD_RESET.key(), operator.name(), operators.reset(operation, operator))));
    }

    private void write(Operation operation, String address, Face face, String kind, String name, OneTimeToken token) {
        outbox.add(operation, address, new Wording(face.locale(), Map.of())
                .mail(face, kind, name, Facts.none().text("link", face.origin() + "/set-password/" + token.value())));
    }
}
