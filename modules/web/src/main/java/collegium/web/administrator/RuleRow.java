package collegium.web.administrator;

import collegium.requirements.engine.Sentence;
import collegium.requirements.schemes.Difference;
import collegium.requirements.schemes.RuleKey;
import java.util.List;
import java.util.Optional;

/**
 * One rule on the page.
 *
 * @param number as on the page, 2.1
 * @param change what this draft does to it; empty where it leaves it as it was
 * @param since the version that changed it last
 * @param wordings the sentence beside the one before, where it is changed
 */
record RuleRow(
        String number, RuleKey key, Sentence sentence, Optional<Difference.Effect> change, int since, Optional<Wordings> wordings, List<RuleRow> parts) {

    public String anchor() {
        return "rule-" + key.toString().replace(':', '-');
    }
}
