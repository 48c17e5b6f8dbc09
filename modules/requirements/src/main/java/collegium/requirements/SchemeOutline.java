package collegium.requirements;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A scheme with its versions, the first to be in force first, the draft last.
 *
 * @param authority whose rules they are: the body's own, or a regulator's that some members are under as well
 */
public record SchemeOutline(SchemeId id, String code, String name, Authority authority, List<SchemeVersion> versions) {

    public SchemeOutline {
        versions = List.copyOf(versions);
    }

    /** Whose rules they are. */
    public enum Authority {
        BODY,
        REGULATOR
    }

    /** The version in force on the day: the latest that began by then. */
    public Optional<SchemeVersion> inForce(LocalDate day) {
        return versions.stream().filter(version -> !version.draft() && !version.from().isAfter(day)).reduce((_, later) -> later);
    }

    public Optional<SchemeVersion> draft() {
        return versions.stream().filter(SchemeVersion::draft).findFirst();
    }
}
