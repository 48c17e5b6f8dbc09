package collegium.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Running;
import collegium.app.demo.DemoBodies;
import collegium.testing.Browsers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From sign-in to done, as everybody who uses the product, on a phone in daylight and on a wide screen at night. */
@EnabledIf("collegium.testing.Browsers#available")
@ResourceLock(Journeys.DEMO)
class JourneysTest extends Journeys {

    /** Leaves the record as it was. */
    private static void recordAndWithdraw(Visit visit) {
        String title = "Workshop " + fresh();
        visit.open("/activities/new").fillIn("#title", title).press("Save").isRefused("#amount");
        visit.fillAndPause("#amount", "1.5").chooseAKind().press("Save").isAt("/home").reads("Recorded. What it counts for is on this page.", title);
        visit.follow("Why these numbers?").isAt("/why").reads("Each requirement", "Entry by entry", title);
        visit.follow(title).reads("Withdraw it").press("Withdraw").reads("Withdrawn. It no longer counts.");
        visit.open("/record-book").lacks(title);
        visit.signOut();
    }

    @Test
    void withoutScriptsToo() {
        try (Visit visit = demo(Browsers.PHONE, false, "calder", "member")) {
            recordAndWithdraw(visit.isAt("/home"));
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void anOfficerSeesWhoIsShortAndTakesTheReportAway(Browsers.Screen screen) {
        try (Visit visit = demo(screen, true, "northmoor", "officer")) {
            visit.isAt("/officer").reads("Where members stand", "Needs you", "Met everything: CPD unit route", "on this day in");
            assertThat(visit.count(".chart polyline")).as("this year and the last, of both schemes").isEqualTo(4);
            visit.open("/officer/members").follow("Behind").isAt("/officer/members");
            int shown = visit.count(".members tbody tr");
            assertThat(shown).isPositive();
            assertThat(visit.download("Export").lines().count()).as("a line for each, and the heading").isGreaterThan(shown);
            visit.followFirst(".members tbody a").reads("Facts").signOut();
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void anOperatorCreatesABodySuspendsItAndResumesIt(Browsers.Screen screen) {
        DemoBodies.at("northmoor", "/");
        String slug = "walked-" + fresh();
        String door = "http://" + slug + ".localhost:" + Running.port() + "/sign-in";
        try (Visit visit = new Visit(browsers(), screen, true, Running.atPlatform(""))) {
            visit.open("/").reads("Northmoor").signIn("operator@collegium.example", DemoBodies.PASSWORD).open("/operator").reads("Create a body");
            visit.fillIn("#name", "The " + slug).fillIn("#slug", slug).fillIn("#administrator", "Ada First").fillIn("#email", slug + "@example.org")
                    .press("Create it").reads("Created.", "The " + slug);
            visit.go("Messages").reads(slug + "@example.org").unfold(slug + "@example.org");
            String link = visit.find("/set-password/\\S+");
            try (Visit administrator = new Visit(browsers(), screen, true, "http://" + slug + ".localhost:" + Running.port())) {
                administrator.open(link).fillIn("#password", DemoBodies.PASSWORD + " of " + slug).press("Set this password");
                administrator.signIn(slug + "@example.org", DemoBodies.PASSWORD + " of " + slug).isAt("/admin/requirements").reads("There is no scheme yet");
            }
            visit.go("Bodies");
            visit.unfold(slug).fillIn("#reason-" + slug, slug + " left us.").pressIn(slug, "Suspend").reads("Suspended: " + slug + " left us.").elsewhere(door, 503);
            visit.unfold(slug).pressIn(slug, "Resume").lacks(slug + " left us.").elsewhere(door, 200);
        }
    }
}
