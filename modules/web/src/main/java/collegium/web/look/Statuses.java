package collegium.web.look;

import collegium.requirements.engine.Status;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The sign of each status: never a colour alone. {@code @statuses} in templates, by the status's stored name. */
@Component("statuses")
public final class Statuses {

    private record Sign(String css, String icon) {}

    private static final Map<String, Sign> SIGNS = Map.of(
            "met", new Sign("is-met", "circle-check-filled"),
            "on-track", new Sign("is-track", "circle-arrow-up-right"),
            "at-risk", new Sign("is-risk", "alert-triangle"),
            "short", new Sign("is-short", "circle-x-filled"),
            "open", new Sign("is-open", "circle-dashed"),
            "provisional", new Sign("is-open", "hourglass"),
            "relieved", new Sign("is-relieved", "shield-check"),
            "unknown", new Sign("is-open", "help-circle"),
            "undecided", new Sign("is-open", "help-hexagon"));

    private static Sign sign(String status) {
        Sign sign = SIGNS.get(status);
        if (sign == null) {
            throw new IllegalArgumentException("There is no status " + status);
        }
        return sign;
    }

    /** The stored name of an engine's status. */
    public String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String css(String status) {
        return sign(status).css();
    }

    public String icon(String status) {
        return sign(status).icon();
    }
}
