package collegium.web.administrator;

import collegium.kernel.Call;
import collegium.requirements.SchemeVersion;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Sentence;
import collegium.requirements.schemes.Difference;
import collegium.requirements.schemes.RuleKey;
import collegium.requirements.schemes.RulePart;
import collegium.requirements.schemes.SchemeText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules of a version as the page lists them: in chapters, numbered, each with when it changed last. */
@Component
final class RuleRows {

    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter("rules.chapter.period", List.of(Sentence.Kind.PERIOD)),
            new Chapter("rules.chapter.asked", List.of(Sentence.Kind.REQUIREMENT)),
            new Chapter("rules.chapter.limited", List.of(Sentence.Kind.LIMIT, Sentence.Kind.EXCLUSIVE)),
            new Chapter("rules.chapter.credited", List.of(Sentence.Kind.CREDIT, Sentence.Kind.ELIGIBLE, Sentence.Kind.REPEATS, Sentence.Kind.AWARD)),
            new Chapter("rules.chapter.carried", List.of(Sentence.Kind.CARRY)),
            new Chapter("rules.chapter.exempt", List.of(Sentence.Kind.EXEMPTION)));

    private record Chapter(String key, List<Sentence.Kind> kinds) {}

    /** A chapter with its rules. */
    record Group(int number, String key, List<RuleRow> rows) {}

    private final Schemes schemes;
    private final SchemePages pages;

    RuleRows(Schemes schemes, SchemePages pages) {
        this.schemes = schemes;
        this.pages = pages;
    }

    List<Group> of(Call call, SchemePages.Shown shown) {
        LocalDate day = SchemePages.day(call, shown.scheme(), shown.version());
        List<Sentence> sentences = schemes.sentences(call, shown.version(), day);
        Map<String, Integer> since = since(call, shown);
        Map<String, Difference> changed = new HashMap<>();
        shown.earlier().ifPresent(before -> pages.compared(call, before, shown.version()).differences().stream()
                .filter(each -> each.after().isPresent()).forEach(each -> changed.put(name(each.rule()), each)));
        Optional<SchemeText> text = SchemeText.of(shown.version().source(), day);
        List<Group> groups = new ArrayList<>();
        for (Chapter chapter : CHAPTERS) {
            List<RuleRow> rows = new ArrayList<>();
            int number = groups.size() + 1;
            for (Sentence.Kind kind : chapter.kinds()) {
                sentences.stream().filter(sentence -> sentence.kind() == kind).forEach(sentence ->
                        rows.add(row(number + "." + (rows.size() + 1), sentence, text, changed, since, shown.version().number())));
            }
            if (!rows.isEmpty()) {
                groups.add(new Group(number, chapter.key(), rows));
            }
        }
        return groups;
    }

    private static RuleRow row(String number, Sentence sentence, Optional<SchemeText> text, Map<String, Difference> changed, Map<String, Integer> since, int version) {
        List<RuleRow> parts = new ArrayList<>();
        for (Sentence part : sentence.parts()) {
            parts.add(row(number + (char) ('a' + parts.size() % 26), part, text, Map.of(), Map.of(), version));
        }
        Optional<Difference> difference = Optional.ofNullable(changed.get(name(sentence)));
        return new RuleRow(number, key(sentence, text), sentence, difference.map(Difference::effect), since.getOrDefault(name(sentence), version),
                difference.flatMap(Difference::before).map(before -> Wordings.of(before.text(), sentence.text())), parts);
    }

    /** What stands at the sentence's place: an id of the document, or the place where it has none. */
    private static @Nullable RuleKey key(Sentence sentence, Optional<SchemeText> text) {
        if (sentence.kind() == Sentence.Kind.PERIOD) {
            return null;
        }
        RulePart part = RulePart.valueOf(sentence.kind().name());
        return part == RulePart.REQUIREMENT
                ? new RuleKey(part, sentence.id())
                : text.map(SchemeText::rules).orElse(List.of()).stream().filter(key -> key.part() == part).skip(sentence.place() - 1L).findFirst()
                        .orElse(new RuleKey(part, sentence.id()));
    }

    private static String name(Sentence sentence) {
        return sentence.kind() + ":" + (sentence.kind() == Sentence.Kind.CREDIT ? sentence.title() : sentence.id());
    }

    /** The number of the version that changed each rule last, among those up to the one shown. */
    private Map<String, Integer> since(Call call, SchemePages.Shown shown) {
        Map<String, Integer> since = new HashMap<>();
        Optional<SchemeVersion> before = Optional.empty();
        for (SchemeVersion version : shown.scheme().versions()) {
            if (before.isEmpty()) {
                schemes.sentences(call, version, SchemePages.day(call, shown.scheme(), version)).forEach(sentence -> since.put(name(sentence), version.number()));
            } else {
                pages.compared(call, before.get(), version).differences().stream().filter(each -> each.after().isPresent())
                        .forEach(each -> since.put(name(each.rule()), version.number()));
            }
            if (version.id().equals(shown.version().id())) {
                break;
            }
            before = Optional.of(version);
        }
        return since;
    }
}
