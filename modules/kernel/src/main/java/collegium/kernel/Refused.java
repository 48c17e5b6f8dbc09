package collegium.kernel;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An expected refusal: something that a person or a program asked for and that is not done. It carries stable codes and
 * facts that are safe to show; one place in the web turns it into a page or an RFC 9457 problem, and every code stands in
 * {@code docs/reference/problems.md}. Nothing was written: it rolls the transaction back.
 */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Category category;
    private final transient List<Fault> faults;

    /** How the refusal answers over HTTP. */
    public enum Category {
        /** 422: what was sent cannot be accepted; each fault names its field. */
        INVALID,
        /** 403: known to exist, and not allowed to the caller. */
        NOT_ALLOWED,
        /** 404: does not exist, or may not be seen by the caller. */
        NOT_FOUND,
        /** 409: was changed meanwhile, or is in a state that does not permit it. */
        CONFLICT,
        /** 413: larger than the body permits. */
        TOO_LARGE,
        /** 429: too many attempts. */
        TOO_MANY
    }

    /**
     * One reason for a refusal.
     *
     * @param code stable, in kebab case, as in {@code docs/reference/problems.md}
     * @param field the field of the command that is at fault, or empty where it is none
     * @param facts what may be shown, by name, for the message of the code
     */
    public record Fault(String code, String field, Map<String, Object> facts) {
        public Fault {
            facts = Map.copyOf(facts);
        }
    }

    public Refused(Category category, List<Fault> faults) {
        super(faults.stream().map(Fault::code).collect(Collectors.joining(", ")), null, false, false);
        this.category = category;
        this.faults = List.copyOf(faults);
    }

    public static Refused invalid(String code, String field) {
        return new Refused(Category.INVALID, List.of(new Fault(code, field, Map.of())));
    }

    public static Refused invalid(String code, String field, Map<String, Object> facts) {
        return new Refused(Category.INVALID, List.of(new Fault(code, field, facts)));
    }

    public static Refused conflict(String code) {
        return new Refused(Category.CONFLICT, List.of(new Fault(code, "", Map.of())));
    }

    public static Refused notFound() {
        return new Refused(Category.NOT_FOUND, List.of(new Fault("not-found", "", Map.of())));
    }

    public static Refused notAllowed() {
        return new Refused(Category.NOT_ALLOWED, List.of(new Fault("not-allowed", "", Map.of())));
    }

    public Category category() {
        return category;
    }

    public List<Fault> faults() {
        return faults;
    }
}
