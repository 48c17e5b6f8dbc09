package collegium.requirements.engine;

import java.util.Optional;
import java.util.Set;

/** Members for whom requirements are removed: only the named ones, or all except the named ones. */
public record Exemption(
        String id, String title, Optional<String> clause, Condition who, Set<String> only, Set<String> except) {
    public Exemption {
        only = Set.copyOf(only);
        except = Set.copyOf(except);
    }

    boolean covers(String requirement) {
        return only.isEmpty() ? !except.contains(requirement) : only.contains(requirement);
    }
}
