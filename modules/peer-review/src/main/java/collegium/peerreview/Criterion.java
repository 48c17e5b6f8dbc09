package collegium.peerreview;

import java.util.Optional;

/**
 * One question that reviewers answer about a portfolio.
 *
 * @param key names it for ever, in answers too
 * @param title empty for one of the usual ones: the product has the words for it
 */
public record Criterion(String key, Optional<String> title, Optional<String> guidance) {

    static Criterion usual(String key) {
        return new Criterion(key, Optional.empty(), Optional.empty());
    }
}
