package collegium.web.look;

import collegium.requirements.engine.Finding;
import collegium.requirements.engine.Span;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** What a finding is called on a page and how it can be met; {@code @findings} in templates. */
@Component
public final class Findings {

    /** What it is about: its requirement, and which topic of it, or which years where its windows are only numbered, or between which days. */
    public static String title(Finding finding) {
        return finding.instance().map(instance -> finding.title() + ", " + (instance.chars().allMatch(Character::isDigit)
                ? years(finding.window().from(), finding.window().to()) : Show.said(instance.replace('_', ' ')))).orElse(finding.title());
    }

    /** The nearest way to meet it, without its title, which stands beside it. */
    public static String way(Finding finding) {
        String title = ": " + finding.title();
        return Show.said(finding.nearest().endsWith(title) ? finding.nearest().substring(0, finding.nearest().length() - title.length()) : finding.nearest());
    }

    /** The year, or the years, of a period. */
    public static String years(LocalDate from, LocalDate to) {
        return new Span(from, to).inYears();
    }
}
