package collegium.portfolios;

import collegium.kernel.ActivityId;
import collegium.kernel.MemberId;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that supports an entry. Only ever sent as an attachment.
 *
 * @param contentType as detected from the bytes
 * @param size in bytes
 * @param digest SHA-256 of the whole, in hexadecimal digits
 */
public record EvidenceFile(
        EvidenceId id, MemberId member, Optional<ActivityId> activity, Optional<ArtefactId> artefact, String fileName,
        String contentType, long size, String digest, Instant addedAt) {}
