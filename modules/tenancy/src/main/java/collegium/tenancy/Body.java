package collegium.tenancy;

import collegium.kernel.BodyId;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * A tenant: a professional body, a regulator, or a network of peer groups.
 *
 * @param slug its name in addresses; never changes
 * @param name its display name, which may change
 * @param suspendedBecause why it is suspended, as its members may read it; empty where it is not
 * @param colour six hexadecimal digits after a number sign, lower case
 * @param modelledOn whose published rules a demonstration body follows
 * @param logo names the picture as it is now, so that its address can be kept for ever; empty where there is none
 */
public record Body(
        BodyId id, String slug, Kind kind, String name, Optional<String> suspendedBecause, ZoneId zone, Locale locale, String colour,
        Optional<String> modelledOn, boolean demo, Optional<String> logo) {

    /** What a body is. */
    public enum Kind {
        PROFESSIONAL_BODY,
        REGULATOR,
        PEER_NETWORK;

        String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    public boolean suspended() {
        return suspendedBecause.isPresent();
    }
}
