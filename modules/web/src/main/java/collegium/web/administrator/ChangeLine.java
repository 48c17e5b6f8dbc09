package collegium.web.administrator;

import collegium.requirements.schemes.Difference;
import java.util.List;
import java.util.Optional;

/**
 * One difference on the page of changes.
 *
 * @param wordings both sentences, where there are two
 */
record ChangeLine(String effect, String title, Optional<String> clause, List<Difference.Step> steps, Optional<String> before, Optional<String> after,
        Optional<Wordings> wordings, String severity) {

    static ChangeLine of(Difference difference) {
        Optional<String> before = difference.before().map(rule -> rule.text());
        Optional<String> after = difference.after().map(rule -> rule.text());
        return new ChangeLine(Words.kebab(difference.effect()), difference.rule().title(), difference.rule().clause(), difference.steps(), before, after,
                before.flatMap(was -> after.map(is -> Wordings.of(was, is))), Words.kebab(difference.rule().severity()));
    }
}
