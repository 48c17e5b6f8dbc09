package collegium.web.officer;

import collegium.kernel.Call;
import collegium.notifications.Message;
import collegium.notifications.MessageState;
import collegium.notifications.Outbox;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Messages that came back or could not be sent: one row for all of them, as old as the latest. */
@Component
final class WaitingMessages implements WaitingSource {

    private final Outbox outbox;
    private final MessageSource messages;

    WaitingMessages(Outbox outbox, MessageSource messages) {
        this.outbox = outbox;
        this.messages = messages;
    }

    @Override
    public List<Waiting> waiting(Call call) {
        int failed = outbox.counts(call).getOrDefault(MessageState.FAILED, 0);
        Message.Query query = new Message.Query(Optional.of(MessageState.FAILED), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        return outbox.page(call, query).stream().map(latest -> new Waiting("mail-off",
                        words("officer.messages-failed", failed), words("officer.messages-failed.note", latest.subject(), latest.recipient()),
                        latest.dueAt(), Optional.empty(), "/officer/messages?state=failed", "waiting.put-right"))
                .toList();
    }

    private String words(String key, Object... facts) {
        return messages.getMessage(key, facts, LocaleContextHolder.getLocale());
    }
}
