package collegium.web.administrator;

import collegium.kernel.MemberId;
import collegium.membership.AuditEntry;
import collegium.web.look.Show;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The acts of the log in words. An act for which there are none is shown as it is called. */
@Component
final class ActWords {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final MessageSource messages;
    private final Show show;

    ActWords(MessageSource messages, Show show) {
        this.messages = messages;
        this.show = show;
    }

    /**
     * One act.
     *
     * @param about the name of the member whom it is about
     */
    record Line(String time, String who, String initials, String what, Optional<MemberId> member, Optional<String> about, List<Change> changes) {}

    /** One thing that was so before, and is so afterwards. */
    record Change(String name, Optional<String> before, Optional<String> after) {}

    /** An act to choose. */
    record Choice(String act, String words) {}

    List<Choice> choices(List<String> acts) {
        return acts.stream().map(act -> new Choice(act, words(act))).sorted(Comparator.comparing(Choice::words)).toList();
    }

    private String words(String act) {
        String called = act.replace('-', ' ');
        Locale locale = LocaleContextHolder.getLocale();
        return Objects.requireNonNull(messages.getMessage("act." + act, null, called.substring(0, 1).toUpperCase(locale) + called.substring(1), locale));
    }

    Line line(AuditEntry entry, ZoneId zone) {
        Map<String, String> before = facts(entry.before());
        Map<String, String> after = facts(entry.after());
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return new Line(show.clock(entry.at(), zone), entry.actorName(), Show.initials(entry.actorName()), words(entry.act()), entry.member(), entry.memberName(),
                names.stream().map(name -> new Change(name.replace('-', ' ').replace('_', ' '), Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
                        .filter(change -> !change.before().equals(change.after())).toList());
    }

    private static Map<String, String> facts(Optional<String> json) {
        Map<String, String> facts = new LinkedHashMap<>();
        json.map(JSON::readTree).ifPresent(tree -> tree.properties().forEach(fact -> facts.put(fact.getKey(), text(fact.getValue()))));
        return facts;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isArray() ? String.join(", ", value.valueStream().map(ActWords::text).toList()) : value.toString();
    }
}
