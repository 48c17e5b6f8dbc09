package collegium.membership;

import java.util.Optional;

/**
 * A change that a member asked for, as the member sees it.
 *
 * @param accepted empty until somebody decided
 * @param reason of the decision, where one was given
 */
public record AskedChange(FactProposal proposal, Optional<Boolean> accepted, Optional<String> reason) {}
