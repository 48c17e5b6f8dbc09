package collegium.web.officer;

import collegium.compliance.Caseload;
import collegium.kernel.Call;
import java.util.List;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Submissions without a reviewer, reviews that are late, and recommendations that wait for the body's decision. */
@Component
final class WaitingSubmissions implements WaitingSource {

    /** As many as one works through; the list of submissions has them all. */
    private static final int MOST = 20;

    private final Caseload caseload;
    private final MessageSource messages;

    WaitingSubmissions(Caseload caseload, MessageSource messages) {
        this.caseload = caseload;
        this.messages = messages;
    }

    @Override
    public List<Waiting> waiting(Call call) {
        return caseload.waiting(call, MOST).stream().map(line -> new Waiting(icon(line.state()),
                words("waiting.case." + line.state().key(), line.name(), span(line)), words("waiting.case.note", line.scheme(), line.reviewers().isEmpty() ? span(line) : line.reviewers()),
                line.at(), line.state() == Caseload.State.LATE ? line.due() : Optional.empty(), "/officer/submissions/" + line.id(), action(line.state()))).toList();
    }

    private static String span(Caseload.Line line) {
        int first = line.firstDay().getYear();
        int last = line.lastDay().getYear();
        return first == last ? String.valueOf(last) : first + "–" + last;
    }

    private static String icon(Caseload.State state) {
        return switch (state) {
            case UNASSIGNED -> "user-question";
            case LATE -> "clock-exclamation";
            case RECOMMENDED -> "gavel";
            case IN_REVIEW, DETERMINED, REOPENED -> "file-text";
        };
    }

    private static String action(Caseload.State state) {
        return switch (state) {
            case UNASSIGNED -> "waiting.assign";
            case RECOMMENDED -> "waiting.decide";
            case LATE, IN_REVIEW, DETERMINED, REOPENED -> "waiting.look";
        };
    }

    private String words(String key, Object... facts) {
        return messages.getMessage(key, facts, LocaleContextHolder.getLocale());
    }
}
