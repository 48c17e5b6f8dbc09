package collegium.web.officer;

import collegium.kernel.Call;
import collegium.membership.FactProposal;
import collegium.membership.Members;
import collegium.web.look.FactWords;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Changes of facts that members ask for. */
@Component
final class WaitingProposals implements WaitingSource {

    private final Members members;
    private final BodyFacts facts;
    private final MessageSource messages;

    WaitingProposals(Members members, BodyFacts facts, MessageSource messages) {
        this.members = members;
        this.facts = facts;
        this.messages = messages;
    }

    @Override
    public List<Waiting> waiting(Call call) {
        List<FactProposal> proposals = members.proposals(call);
        if (proposals.isEmpty()) {
            return List.of();
        }
        FactWords.Kinds kinds = facts.kinds(call);
        return proposals.stream().map(proposal -> new Waiting("user-edit",
                        words("officer.proposal", proposal.memberName()), words(kinds.line(proposal)),
                        proposal.proposedAt(), Optional.empty(), "/officer/members/" + proposal.member() + "#proposals", "waiting.decide"))
                .toList();
    }

    private String words(FactWords.Line asked) {
        return words("officer.proposal.note", asked.title(), asked.value(), asked.span());
    }

    private String words(String key, Object... facts) {
        return messages.getMessage(key, facts, LocaleContextHolder.getLocale());
    }
}
