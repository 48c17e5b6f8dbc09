package collegium.membership;

import java.util.Optional;

/**
 * What was said of a fact at one time.
 *
 * @param withdrawn whether it was taken back then
 * @param by the name of whoever said so, where a person did
 */
public record FactRevision(MemberFact fact, boolean withdrawn, Optional<String> by) {}
