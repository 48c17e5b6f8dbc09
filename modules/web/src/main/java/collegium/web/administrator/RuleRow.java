package collegium.web.administrator;

import collegium.requirements.engine.Sentence;
import collegium.requirements.schemes.Difference;
import collegium.requirements.schemes.RuleKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule on the page.
 *
 * @param number as on the page, 2.1
 * @param key null for the period, which stands in no list
 * @param change what this draft does to it; empty where it leaves it as it was
 * @param since the version that changed it last
 * @param wordings the sentence beside the one before, where it is changed
 */
record RuleRow(
        String number, @Nullable RuleKey key, Sentence sentence, Optional<Difference.Effect> change, int since, Optional<Wordings> wordings, List<RuleRow> parts) {

    public String anchor() {
        return "rule-" + (key == null ? "period" : key.toString().replace(':', '-'));
    }

    /** Where its form is, under the page of its version. */
    public String form() {
        return key == null ? "/period" : "/rules/" + key + "#editor";
    }
}
