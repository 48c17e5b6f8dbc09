package collegium.web.officer;

import collegium.kernel.Call;
import collegium.membership.Members;
import collegium.web.look.Show;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Changes of facts that members ask for. */
@Component
final class WaitingProposals implements WaitingSource {

    private final Members members;
    private final MessageSource messages;
    private final Show show;

    WaitingProposals(Members members, MessageSource messages, Show show) {
        this.members = members;
        this.messages = messages;
        this.show = show;
    }

    @Override
    public List<Waiting> waiting(Call call) {
        return members.proposals(call).stream().map(proposal -> new Waiting("user-edit",
                        words("officer.proposal", proposal.memberName()),
                        words("officer.proposal.note", proposal.kind(), proposal.value(), show.day(proposal.from())),
                        proposal.proposedAt(), Optional.empty(), "/officer/members/" + proposal.member() + "#proposals", "waiting.decide"))
                .toList();
    }

    private String words(String key, Object... facts) {
        return messages.getMessage(key, facts, LocaleContextHolder.getLocale());
    }
}
