package collegium.app.pages;

import collegium.app.demo.DemoBodies;
import collegium.testing.Browsers;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A member records what they did and sees at once what it counts for; where a body asks for more than hours, somebody else confirms it. */
@EnabledIf("collegium.testing.Browsers#available")
@ResourceLock(Journeys.DEMO)
class MemberJourneysTest extends Journeys {

    @ParameterizedTest
    @MethodSource("screens")
    void aMemberSeesWhatAnActivityWouldCountKeepsItAndReadsWhy(Browsers.Screen screen) {
        String title = "Webinar on leases " + fresh();
        try (Visit visit = demo(screen, true, "northmoor", "member")) {
            visit.isAt("/home").reads("Next for you").go("Record").fill("What did you do?", title).comes("#kind-says", "Webinar");
            visit.fill("How long?", "1.5").comes("#would", "1.5 of 1.5").fill("How long?", "2.5").comes("#would", "2.5 of 2.5").comes("#kept", "Draft kept");
            visit.press("Save").isAt("/home").reads("Recorded. What it counts for is on this page.", title);
            visit.follow("Why these numbers?").isAt("/why").reads("Each requirement", "Entry by entry", title);
            visit.follow(title).reads("Withdraw it").press("Withdraw").reads("Withdrawn. It no longer counts.").go("Record book").lacks(title);
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void aNurseHasADiscussionConfirmedBySomebodyWithoutAnAccount(Browsers.Screen screen) {
        String title = "Talk about falls " + fresh();
        try (Visit visit = demo(screen, true, "fennick", "member")) {
            visit.go("Record book").follow("Reflective discussion").fill("What is it?", "").press("Save").isRefused("#title");
            visit.fill("What is it?", title).fill("What it says", "We looked at three of my reflections.").tick("input[name^='tag.']");
            visit.fill("Name", "Ines Duarte").fill("Email", "ines@example.org").check("Ask them to confirm it by email");
            visit.press("Save").reads("Recorded, and the link is on its way.", title, "asked");
            String link;
            try (Visit administrator = demo(screen, true, "fennick", "admin")) {
                link = administrator.open("/admin/messages").followFirst(".mailbox a").reads("ines@example.org").find("/confirm/[A-Za-z0-9_-]+");
            }
            try (Visit ines = new Visit(browsers(), screen, true, DemoBodies.at("fennick", ""))) {
                ines.open(link).reads(title, "We looked at three of my reflections.").press("Yes, I confirm it").reads("Thank you");
            }
            visit.go("Record book").reads("confirmed").follow(title).reads("Ines Duarte confirmed it").press("Withdraw").go("Record book").lacks(title);
        }
    }
}
