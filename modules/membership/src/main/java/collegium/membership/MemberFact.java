package collegium.membership;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A dated fact about a member: grade, role, practising status, leave, part time, a licence number.
 *
 * @param kind what it says, in the words of the body's schemes
 * @param to the last day on which it holds; empty where it still does
 * @param source on whose word: a letter, a register, the member
 * @param revision at which it came to be as it is
 */
public record MemberFact(
        UUID id, String kind, String value, LocalDate from, Optional<LocalDate> to, String source, long revision, Instant recordedAt) {}
