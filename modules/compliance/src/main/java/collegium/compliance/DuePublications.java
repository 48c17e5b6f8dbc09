package collegium.compliance;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.NightlyJudging;
import collegium.notifications.Outbox;
import collegium.notifications.Recipient;
import collegium.requirements.PublicationFailed;
import collegium.requirements.Publications;
import collegium.requirements.Schemes;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Publishes what falls due with the body's day: from it everybody is judged again, as when an administrator publishes. Where that
 * cannot be, every administrator gets a message in the transaction that keeps the failure.
 */
@Component
public class DuePublications implements NightlyJudging {

    private final TenantDatabase database;
    private final Publications publications;
    private final Schemes schemes;
    private final Accounts accounts;
    private final Outbox outbox;

    DuePublications(TenantDatabase database, Publications publications, Schemes schemes, Accounts accounts, Outbox outbox) {
        this.database = database;
        this.publications = publications;
        this.schemes = schemes;
        this.accounts = accounts;
        this.outbox = outbox;
    }

    @Override
    public int judgeDue(Call call) {
        return publications.publishDue(call);
    }

    @EventListener
    void on(PublicationFailed failed) {
        Call call = failed.call();
        Facts facts = Facts.at("/admin/requirements/" + failed.draft().scheme() + "/" + failed.draft().id())
                .text("scheme", schemes.find(call, failed.draft().scheme()).name())
                .text("version", String.valueOf(failed.draft().number()))
                .text("approver", failed.planned().approvedBy())
                .text("failure", failed.reasons().getFirst().replace('-', '_'))
                .date("on", failed.planned().on()).date("from", failed.planned().from());
        database.run(call.body(), sql -> accounts.holding(call, Role.ADMINISTRATOR).forEach(administrator ->
                outbox.add(sql, call, NewMessage.now(MessageKind.PUBLICATION_FAILED, new Recipient.ToAccount(administrator.id()), facts, call.at()))));
    }
}
