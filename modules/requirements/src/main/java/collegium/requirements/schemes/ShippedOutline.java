package collegium.requirements.schemes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shipped scheme, as a list offers it.
 *
 * @param body an invented name, which stands in the scheme
 * @param provenance whose published rules it is modelled on, as at when
 */
public record ShippedOutline(String id, String title, String body, String provenance) {

    private static final Pattern WHOSE = Pattern.compile("Modelled on the published .*? of (?:the )?(.*), as at .*");

    /** The real body, by whose name people look for it. */
    public String modelledOn() {
        Matcher whose = WHOSE.matcher(provenance);
        if (!whose.matches()) {
            throw new IllegalStateException("It does not say whose rules it is modelled on: " + id);
        }
        return whose.group(1);
    }
}
