package collegium.requirements.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is selected, as it follows the word for what is counted: hours <em>on ethics that are verifiable</em>. */
final class Selected {

    private static final String FLAGGED = "that are";
    private static final Map<String, String> LEADS = Map.of("topic", "on", "flag", FLAGGED, "provider", "by");

    private final Phrases phrases;

    Selected(Phrases phrases) {
        this.phrases = phrases;
    }

    /** With a space before it; empty where everything is selected. */
    String words(Condition condition) {
        String words = inner(condition);
        return words.isEmpty() ? "" : " " + words;
    }

    /** The same of a single one. */
    String wordsOfOne(Condition condition) {
        return words(condition).replaceFirst(" " + FLAGGED + " ", " that is ");
    }

    private String inner(Condition condition) {
        return switch (condition) {
            case Condition.All all -> all(all.parts());
            case Condition.Any any -> any(any.parts());
            case Condition.Not(Condition.Tag tag) -> switch (lead(tag)) {
                case "of" -> "other than " + phrases.condition(tag);
                case FLAGGED -> FLAGGED + " not " + phrases.condition(tag);
                case String lead -> "not " + lead + " " + phrases.condition(tag);
            };
            case Condition.Not not -> "other than (" + inner(not.part()) + ")";
            case Condition.Tag tag -> lead(tag) + " " + phrases.condition(tag);
            case Condition.TagInFact in -> "in " + phrases.condition(in);
            case Condition.Dated _, Condition.Recorded _ -> phrases.condition(condition);
            case Condition.Fact _ -> "while " + phrases.condition(condition);
            case Condition.Measure _, Condition.Held _, Condition.Linked _ -> "with " + phrases.condition(condition);
        };
    }

    private static String lead(Condition.Tag tag) {
        return LEADS.getOrDefault(tag.kind(), "of");
    }

    /** What it is about before what it is like, and that said once. */
    private String all(List<Condition> parts) {
        List<String> about = new ArrayList<>();
        List<String> like = new ArrayList<>();
        for (Condition part : parts) {
            String words = inner(part);
            if (words.startsWith(FLAGGED + " ")) {
                like.add(words.substring(FLAGGED.length() + 1));
            } else if (!words.isEmpty()) {
                about.add(words);
            }
        }
        if (!like.isEmpty()) {
            about.add(FLAGGED + " " + String.join(" and ", like));
        }
        return String.join(" ", about);
    }

    private String any(List<Condition> parts) {
        Optional<String> lead = parts.stream().map(part -> part instanceof Condition.Tag tag ? lead(tag) : "").distinct().reduce((_, _) -> "");
        return lead.filter(one -> !one.isEmpty())
                .map(one -> one + " " + parts.stream().map(phrases::condition).collect(Collectors.joining(" or ")))
                .orElseGet(() -> parts.stream().map(this::inner).collect(Collectors.joining(" or ")));
    }
}
