package collegium.web.officer;

import collegium.compliance.Caseload;
import collegium.kernel.Call;
import collegium.web.look.Show;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Submissions that nobody reviews yet, reviews that are late, recommendations that wait for a determination. */
@Component
final class WaitingCases implements WaitingSource {

    private static final int MOST = 50;
    private final Caseload cases;
    private final MessageSource messages;
    private final Show show;

    WaitingCases(Caseload cases, MessageSource messages, Show show) {
        this.cases = cases;
        this.messages = messages;
        this.show = show;
    }

    @Override
    public List<Waiting> waiting(Call call) {
        return cases.waiting(call, MOST).stream().map(this::row).toList();
    }

    private Waiting row(Caseload.Line line) {
        String action = switch (line.state()) {
            case UNASSIGNED -> "waiting.assign";
            case RECOMMENDED -> "waiting.decide";
            case LATE, IN_REVIEW, DETERMINED, REOPENED -> "waiting.look";
        };
        String days = words("period.span", show.day(line.firstDay()), show.day(line.lastDay()));
        return new Waiting(line.state() == Caseload.State.RECOMMENDED ? "gavel" : "clipboard-check",
                words("waiting.case." + line.state().key(), line.name(), days),
                words("waiting.case.note", line.scheme(), line.reviewers().isEmpty() ? days : line.reviewers()), line.at(),
                line.state() == Caseload.State.LATE ? line.due() : Optional.empty(), "/officer/submissions/" + line.id(), action);
    }

    private String words(String key, Object... facts) {
        return messages.getMessage(key, facts, LocaleContextHolder.getLocale());
    }
}
