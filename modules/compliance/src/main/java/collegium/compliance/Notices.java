package collegium.compliance;

import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.notifications.Facts;
import collegium.notifications.MessageKind;
import collegium.notifications.NewMessage;
import collegium.notifications.Recipient;
import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What members are told who stand elsewhere by other rules, and why. */
final class Notices {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Notices() {}

    /** Written once in a round. */
    static NewMessage message(Call job, UUID round, MemberId member, PeriodId period, Facts facts) {
        return new NewMessage(MessageKind.STANDING_CHANGED, new Recipient.ToMember(member), facts, job.at(),
                Optional.of("rejudged:" + round + ":" + member), Optional.of(period));
    }

    /** What is asked now and not met, where it was met or not asked before; else everything that is not met. */
    static Facts facts(String scheme, Standing was, Standing is) {
        Map<String, Boolean> metBefore = new LinkedHashMap<>();
        was.findings().forEach(finding -> metBefore.put(finding.name(), finding.met()));
        List<Finding> missing = is.findings().stream()
                .filter(finding -> finding.severity() == Severity.MANDATORY && finding.inPlay() && !finding.met()).toList();
        List<Finding> fresh = missing.stream().filter(finding -> metBefore.getOrDefault(finding.name(), true)).toList();
        Facts facts = Facts.at("/home").text("scheme", scheme)
                .text("before", was.status().name().toLowerCase(Locale.ROOT)).text("after", is.status().name().toLowerCase(Locale.ROOT));
        for (Finding finding : fresh.isEmpty() ? missing : fresh) {
            facts = facts.line(new Facts.Line(finding.title(), StandingStore.word(finding.status()), Optional.of(finding.needed()),
                    Optional.of(finding.counted()), Optional.of(finding.shortBy()), finding.unit(), finding.clause().orElse("")));
        }
        return facts;
    }

    static String write(Facts facts) {
        return JSON.writeValueAsString(facts);
    }

    static Facts read(String written) {
        return JSON.readValue(written, Facts.class);
    }
}
