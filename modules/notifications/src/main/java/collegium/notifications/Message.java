package collegium.notifications;

import collegium.kernel.MemberId;
import java.time.Instant;
import java.util.Optional;

/**
 * A message as the messages pages show it.
 *
 * @param recipient the name of the person
 * @param subject worded anew while it has not been sent, as it went afterwards
 * @param error why the last try failed, in the mail server's words
 * @param perhapsTwice a crash left it unknown whether the server took it, so that it went again with the same Message-ID
 */
public record Message(
        MessageId id,
        MessageKind kind,
        MessageState state,
        Optional<MemberId> member,
        String recipient,
        String address,
        String subject,
        String reason,
        Instant createdAt,
        Instant dueAt,
        Optional<Instant> sentAt,
        int attempts,
        Optional<String> error,
        boolean perhapsTwice) {

    /** One message opened: as it went, or as it would go now. */
    public record Opened(Message message, String text, String html) {}

    /**
     * What the messages page lists, newest first.
     *
     * @param before the last message of the page before, or empty for the first page
     * @param limit at most this many, up to 200
     */
    public record Query(Optional<MessageState> state, Optional<MessageKind> kind, Optional<MemberId> member,
            Optional<MessageId> before, int limit) {

        public static Query first(int limit) {
            return new Query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), limit);
        }
    }
}
