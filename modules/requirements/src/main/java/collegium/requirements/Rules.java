package collegium.requirements;

import collegium.requirements.engine.Judge;
import collegium.requirements.engine.Period;
import java.util.List;

/**
 * What a scheme is judged by at one moment.
 *
 * @param name of the scheme
 * @param versions those that were published, at least one, the first to be in force first
 * @param judge of all of them
 */
public record Rules(SchemeId scheme, String name, List<PublishedVersion> versions, Judge judge) {

    public Rules {
        versions = List.copyOf(versions);
    }

    /** The number of the version published last: which there were is told by it. */
    public int newest() {
        return versions.stream().mapToInt(PublishedVersion::number).max().orElseThrow();
    }

    /** The version in force at the period's end: the latest that began by then, or the first of all. */
    public PublishedVersion inForce(Period period) {
        return versions.stream().filter(version -> !version.from().isAfter(period.end())).reduce((_, later) -> later).orElseGet(versions::getFirst);
    }
}
