package collegium.requirements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A version that is published, without its document.
 *
 * @param number the higher, the later it was published: a scheme has one draft at a time
 * @param from the first day on which it is in force
 */
public record PublishedVersion(UUID id, int number, LocalDate from, Instant published) {}
