package collegium.portfolios;

import collegium.kernel.MemberId;
import java.time.Instant;

/**
 * One revision of an artefact.
 *
 * @param source {@code member}, {@code link} (somebody confirmed by a one-time link), {@code opening} or {@code system}
 */
public record Artefact(
        ArtefactId id, MemberId member, long revision, boolean withdrawn, String source, RecordArtefact said, Instant recordedAt,
        boolean erased) {

    public String title() {
        return said.title();
    }

    public boolean completed() {
        return said.completed();
    }
}
