package collegium.app.pages;

import collegium.app.isolation.BodyAtWork;
import collegium.testing.Browsers;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A period from the member's signature to the body's decision, through everybody's hands. */
@EnabledIf("collegium.testing.Browsers#available")
class SubmissionJourneyTest extends Journeys {

    @ParameterizedTest
    @MethodSource("screens")
    void aMemberSubmitsAReviewerRecommendsAndTheBodyDecides(Browsers.Screen screen) {
        BodyAtWork body = new BodyAtWork("Wanda");
        String member = "Wanda MEMBER-2";
        String submission;
        try (Visit visit = at(body, screen, "MEMBER-2")) {
            visit.go("Record").fill("What did you do?", "A course on gait").fill("How long?", "2").comes("#would", "Would count 2 of 2").press("Save").isAt("/home");
            visit.go("Record book").follow("Submit").reads("What will be frozen", "Who can see it then").press("Sign and submit").isRefused("fieldset[id^=statement-]");
            visit.answerEach("fieldset[id^=statement-]").tick("#although").press("Sign and submit").reads("Signed and submitted.", "A course on gait");
            submission = visit.path();
        }
        try (Visit visit = at(body, screen, "OFFICER")) {
            visit.isAt("/officer").reads(member).open("/officer/submissions?state=unassigned").follow(member).reads("Nobody reviews it yet.");
            visit.chooseIn("#assign-reviewer", body.account("REVIEWER").toString()).press("Ask them").reads("The reviewer is asked by message.");
        }
        try (Visit visit = at(body, screen, "REVIEWER")) {
            visit.isAt("/reviews").follow("Begin").reads("Do you have a conflict of interest").lacks("A course on gait").press("I have none: open the portfolio");
            visit.reads("A course on gait").press("See what " + member + " will see").press("Recommend and finish").isRefused("#outcome");
            visit.tick("input[name=looked]").answerEach("fieldset[id^=criterion-]").check("It stands").fill("Your reasons", "It shows what changed.").comes("#saved", "Saved");
            visit.press("See what " + member + " will see").reads("It shows what changed.").press("Recommend and finish").isAt("/reviews").reads("Recommended.");
        }
        try (Visit visit = at(body, screen, "OFFICER")) {
            visit.open("/officer/submissions?state=recommended").follow(member).reads("It shows what changed.", "It stands");
            visit.tap("#determine-outcome", "Does not meet what is asked").fill("Reasons, as the member will read them", "Hours are missing.")
                    .press("Decide and tell the member").reads("Decided. The member is told.", "Hours are missing.");
        }
        try (Visit visit = at(body, screen, "MEMBER-2")) {
            visit.open(submission).reads("Does not meet what is asked", "Hours are missing.", "It shows what changed.").signOut();
        }
    }
}
