package collegium.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Refused;
import collegium.membership.Accounts;
import collegium.membership.FirstAdministrator;
import collegium.tenancy.Operation;
import collegium.tenancy.Operators;
import collegium.testing.TestBodies;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlatformInvitationsTest {

    private final Operation product = new Operation(new Actor.Job("test"), TestBodies.NOON);
    private final BodyId body = TestBodies.fresh();
    /** The platform's mail is everybody's here: each test looks for its own. */
    private final String address = "ada-" + UUID.randomUUID() + "@example.org";

    private static PlatformOutbox outbox(Post post) {
        return new PlatformOutbox(post.platform, Post.SETTINGS, post.letters, post.transport);
    }

    private static PlatformInvitations invitations(Post post) {
        return new PlatformInvitations(post.platform, Post.SETTINGS, new Accounts(post.tenants, _ -> {}), new Operators(post.platform), outbox(post));
    }

    private List<PlatformOutbox.PlatformMessage> mail(Post post) {
        return outbox(post).page(product, Optional.empty(), 200).stream().filter(each -> each.address().equals(address)).toList();
    }

    @Test
    void theFirstAdministratorsLinkIsReadByTheOperatorWhileThereIsNoMailServer() {
        Post post = Post.withoutServer();
        invitations(post).administrator(product, body, new FirstAdministrator(address, "Ada"));
        outbox(post).sendDue(() -> TestBodies.NOON);

        assertThat(mail(post)).singleElement().satisfies(kept -> {
            assertThat(kept.state()).isEqualTo(MessageState.KEPT);
            assertThat(kept.subject()).startsWith("You administer ");
            assertThat(kept.text()).contains("Dear Ada,").containsPattern("http://[a-z0-9-]+\\.localhost:8080/set-password/\\S+");
        });
    }

    @Test
    void whatWasSentIsWipedForItHeldALink() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            Post post = Post.to(server.getSmtp().getPort());
            invitations(post).administrator(product, body, new FirstAdministrator(address, "Ada"));
            outbox(post).sendDue(() -> TestBodies.NOON);

            assertThat(server.getReceivedMessages()).anySatisfy(sent -> assertThat(sent.getAllRecipients()[0]).hasToString(address));
            assertThat(mail(post)).singleElement().satisfies(sent -> {
                assertThat(sent.state()).isEqualTo(MessageState.SENT);
                assertThat(sent.text()).isEmpty();
            });
        } finally {
            server.stop();
        }
    }

    @Test
    void anOperatorWhoForgotThePasswordGetsALinkAndNobodyElseDoes() {
        Post post = Post.withoutServer();
        invitations(post).password(product, address);
        assertThat(mail(post)).isEmpty();

        new Operators(post.platform).invite(product, address, "Ada");
        invitations(post).password(product, address.toUpperCase(Locale.ROOT));
        assertThat(mail(post)).singleElement().satisfies(kept -> {
            assertThat(kept.subject()).isEqualTo("A new password for Collegium");
            assertThat(kept.text()).contains("http://localhost:8080/set-password/");
        });
    }

    @Test
    void nobodyElseInvites() {
        Operation nobody = new Operation(new Actor.LinkHolder("somebody"), TestBodies.NOON);
        assertThatThrownBy(() -> invitations(Post.withoutServer()).administrator(nobody, body, new FirstAdministrator(address, "Ada"))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> invitations(Post.withoutServer()).password(nobody, address)).isInstanceOf(Refused.class);
    }
}
