package collegium.requirements.schemes;

import java.util.Optional;

/**
 * Which rule of a scheme.
 *
 * @param name its id; of a rule that has none, its place in its list, from 1
 */
public record RuleKey(RulePart part, String name) {

    /** As it stands in addresses: {@code limits:reading}. */
    @Override
    public String toString() {
        return part.list() + ":" + name;
    }

    /** Empty for what names no rule. */
    public static Optional<RuleKey> read(String text) {
        int colon = text.indexOf(':');
        for (RulePart part : RulePart.values()) {
            if (colon > 0 && part.list().equals(text.substring(0, colon)) && colon + 1 < text.length()) {
                return Optional.of(new RuleKey(part, text.substring(colon + 1)));
            }
        }
        return Optional.empty();
    }
}
