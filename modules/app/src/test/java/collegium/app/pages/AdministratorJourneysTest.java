package collegium.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.isolation.BodyAtWork;
import collegium.testing.Browsers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An administrator writes rules, tries them and publishes them; brings in members; lets people in. */
@EnabledIf("collegium.testing.Browsers#available")
class AdministratorJourneysTest extends Journeys {

    private static final String MEMBERS = """
            Number;Surname;First name;E-mail;Registered
            20133;Zieliński;Piotr;piotr@example.org;12/09/2019
            20418;Rao;Sunita;;31/11/2026
            """;
    private static final Map<Browsers.Screen, BodyAtWork> BODIES = new ConcurrentHashMap<>();

    private static BodyAtWork body(Browsers.Screen screen) {
        return BODIES.computeIfAbsent(screen, _ -> new BodyAtWork("Xenia"));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void rulesAreWrittenInAFormTriedOnEverybodyAndPublished(Browsers.Screen screen) {
        try (Visit visit = at(body(screen), screen, "ADMINISTRATOR")) {
            visit.go("Requirements").reads("CPD regulations").follow("Start a scheme").fill("What is it called?", "Clinical supervisors").check("Hours");
            visit.fill("How many at least?", "18").comes("#words", "At least 18 hours").check("A year").fill("First period begins", "2026-01-01");
            visit.fill("Structured, with aims and an end", "30").check("Nothing").press("Create the draft").isRefused("#structured");
            visit.fill("Structured, with aims and an end", "6").comes("#words", "At least 6 hours").press("Create the draft").reads("Clinical supervisors, version 1", "A draft");

            visit.followFirst("a[href*='requirements:structured']").fillIn("#amount-number", "9").comes("#says", "9 hours").press("Save to the draft").reads("At least 9 hours");
            visit.follow("Try it").fill("How many hours", "20").fill("Day", "2026-05-01").comes("#verdict", "0 of 9 hours").tap("fieldset", "structured").comes("#verdict", "20 of 9 hours").lookAgain();

            visit.follow("Rules").fill("Why, as members read it", "Every supervisor").press("Let it apply").reads("It applies to them.");
            visit.reads("Once published it cannot be changed").press("Publish from 1 January 2026").reads("Published.");
            visit.press("Write the next version").followFirst("a[href*='requirements:structured']").fillIn("#amount-number", "12").press("Save to the draft");
            visit.follow("Changes").reads("Structured rises from 9 to 12 hours.").follow("Rules").follow("Try on all members").reads("Not tried yet");
            visit.press("Try on all members").comes("main", "would stand elsewhere").comes("main", "Try again").lookAgain();
        }
    }

    /** The rows of a table are fetched when another fact is chosen; who types on meanwhile, types into rows that stay. */
    @Test
    void whatIsTypedBeforeTheRowsComeStays() {
        try (Visit visit = at(new BodyAtWork("Yara"), Browsers.WIDE, "ADMINISTRATOR")) {
            visit.go("Requirements").follow("Start a scheme").fill("What is it called?", "Pilots").check("Hours").fill("How many at least?", "30").check("A year")
                    .fill("First period begins", "2026-01-01").check("Nothing").press("Create the draft").followFirst("a[href*='requirements:total']");
            for (String fact : List.of("Practising", "Retired")) {
                visit.unfoldCalled("A grade or another fact").write("", "Called", fact).chooseIn("", "It is", "yes or no").press("Add it");
            }
            visit.chooseIn("", "How much at least", "by grade or another fact");
            visit.beforeItAnswers("**/rows", () -> visit.chooseIn("#amount-fact", "retired"), () -> visit.fillIn("#row-yes", "12"));
            visit.comes("#says", "12").press("Save to the draft").reads("12 (“Retired” applies)");
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void membersAreBroughtInFromAFileWithAFaultAndOneOfThemGetsIn(Browsers.Screen screen) {
        BodyAtWork body = body(screen);
        String link;
        try (Visit visit = at(body, screen, "ADMINISTRATOR")) {
            visit.open("/admin/imports").upload("The file", "members.csv", MEMBERS).press("Read it").reads("Zieliński, Rao", "What each column is");
            visit.press("Check 2 rows").comes("main", "Apply 1 row").lookAgain().reads("1 refused", "Perhaps 2026-11-30?");
            assertThat(visit.download("Download them with reasons")).contains("20418;Rao;Sunita;;31/11/2026;").doesNotContain("20133");
            visit.press("Apply 1 row").comes("h1", "1 row imported").lookAgain().reads("Undo this import");

            visit.open("/admin/people").reads("1 member has not been invited").press("Invite 1 member").reads("1 member was invited.");
            visit.follow("Invite somebody").fill("Name", "Una New").fill("Email", "una@example.org").check("Reviewer").press("Send the invitation").reads("The invitation is on its way.", "The link works until");
            link = visit.open("/admin/messages").reads("Una New").followFirst(".mailbox a").reads("una@example.org").find("/set-password/[A-Za-z0-9_-]+");
        }
        try (Visit visit = nobody(body, screen)) {
            visit.open(link).fill("New password", "a few words of mine").press("Set this password").isAt("/sign-in").signIn("una@example.org", "a few words of mine").isAt("/reviews");
        }
    }
}
