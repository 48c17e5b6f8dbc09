package collegium.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.isolation.BodyAtWork;
import collegium.testing.Browsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The tutorial, step by step as it is written: whoever does what it says comes to where it says. */
@EnabledIf("collegium.testing.Browsers#available")
class TutorialTest extends Journeys {

    private static final Path TUTORIAL = Path.of("../../docs/tutorials/your-bodys-rules.md");
    private static final Pattern STEP = Pattern.compile("^[0-9]+\\. (.*)$", Pattern.MULTILINE);
    private static final Pattern ACT = Pattern.compile("(?<go>[Gg]o to \\*\\*(?<place>[^*]+)\\*\\*)"
            + "|(?<follow>[Ff]ollow \\*\\*(?<link>[^*]+)\\*\\*(?: beside “(?<beside>.+?)”)?)"
            + "|(?<press>[Pp]ress \\*\\*(?<button>[^*]+)\\*\\*)"
            + "|(?<open>[Oo]pen \\*\\*(?<fold>[^*]+)\\*\\*)"
            + "|(?<under>Under \\*\\*(?<group>[^*]+)\\*\\*:)"
            + "|(?<write>[Ii]n \\*\\*(?<field>[^*]+)\\*\\* write (?<text>`.+?`(?:, `.+?`)*))"
            + "|(?<choose>(?:[Ii]n \\*\\*(?<of>[^*]+)\\*\\* c|C)hoose \\*\\*(?<choice>[^*]+)\\*\\*(?: and \\*\\*(?<other>[^*]+)\\*\\*)?)"
            + "|(?<reads>“(?<words>(?:[^“”]|“[^“”]*”)+)”)");

    @Test
    void theTutorialGoesAsItIsWritten() throws IOException {
        String page = Files.readString(TUTORIAL);
        List<String> steps = STEP.matcher(page.substring(page.indexOf("## 2."), page.indexOf("## The same as a document"))).results().map(step -> step.group(1)).toList();
        assertThat(steps).hasSizeGreaterThan(30);
        try (Visit visit = at(new BodyAtWork("Tyne"), Browsers.WIDE, "ADMINISTRATOR")) {
            for (String step : steps) {
                walk(visit, step);
            }
        }
    }

    private static void walk(Visit visit, String step) {
        String under = "";
        List<MatchResult> acts = ACT.matcher(step).results().toList();
        assertThat(acts.size()).as(step).isGreaterThanOrEqualTo((int) step.chars().filter(character -> character == '*').count() / 8);
        for (MatchResult act : acts) {
            if (act.group("go") != null) {
                visit.go(act.group("place"));
            } else if (act.group("follow") != null) {
                visit.followBeside(act.group("link"), act.group("beside") == null ? "" : act.group("beside"));
            } else if (act.group("press") != null) {
                visit.press(act.group("button"));
            } else if (act.group("open") != null) {
                visit.unfoldCalled(act.group("fold"));
            } else if (act.group("under") != null) {
                under = act.group("group");
            } else if (act.group("write") != null) {
                visit.write(under, act.group("field"), act.group("text").substring(1, act.group("text").length() - 1).replace("`, `", "\n"));
            } else if (act.group("choose") != null) {
                String of = act.group("of") == null ? under : act.group("of");
                visit.chooseIn(under, of, act.group("choice"));
                if (act.group("other") != null) {
                    visit.chooseIn(under, of, act.group("other"));
                }
            } else {
                visit.comes("body", act.group("words"));
            }
        }
    }
}
