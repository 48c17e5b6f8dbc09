package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.Role;
import collegium.membership.AuditLog;
import collegium.portfolios.EvidenceFiles;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A body's pages speak and look as its administrator says. */
class SettingsPagesTest {

    private static final byte[] PNG = "\u0089PNG\r\n\u001a\nrest".getBytes(StandardCharsets.ISO_8859_1);
    private final Body body = Running.freshBody();
    private final Desk administrator = Desk.at(body, Role.ADMINISTRATOR, Role.OFFICER);

    private HttpResponse<String> words(String one, String many) {
        return administrator.send("/admin/settings", "/admin/settings/words", Map.of("one-member", one, "many-member", many));
    }

    @Test
    void ownWordsStandOnEveryPageOfThisBodyAndOnNoOther() {
        assertThat(administrator.get("/officer/members").body()).contains("<h1>Members</h1>");
        assertThat(words("fellow", "fellows").body()).contains("Your words are used from now on", "value=\"fellow\"", "Find fellows");

        HttpResponse<String> page = administrator.get("/officer/members");
        assertThat(page.body()).contains("<h1>Fellows</h1>", "0 fellows").doesNotContain(">Members<");
        assertThat(Desk.at(Running.freshBody(), Role.OFFICER).get("/officer/members").body()).contains("<h1>Members</h1>").doesNotContain("ellows");
        assertThat(Running.part(AuditLog.class).acts(Desk.job(body))).contains("words-changed");

        words("", "");
        assertThat(administrator.get("/officer/members").body()).contains("<h1>Members</h1>");
    }

    @Test
    void aWordForOneAloneIsRefusedAndStaysInItsField() {
        HttpResponse<String> refused = words("fellow", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Say the word for one and for several", "value=\"fellow\"", "id=\"many-member-error\"");
        assertThat(words("x".repeat(41), "y").body()).contains("at most 40 characters");
        assertThat(words("<b>{0}</b>", "'{''}").body()).contains("&lt;b&gt;{0}&lt;/b&gt;");
        assertThat(administrator.get("/officer/members").statusCode()).isEqualTo(200);
    }

    @Test
    void aColourIsTriedBeforeItIsKept() {
        HttpResponse<String> tried = administrator.get("/admin/settings?colour=%23ffd400");
        assertThat(tried.body()).contains("Keep this colour", "too light to be read");
        assertThat(administrator.get("/officer").body()).doesNotContain("Keep this colour");
        assertThat(administrator.send("/admin/settings", "/admin/settings/colour", Map.of("colour", "#FFD400")).body()).contains("wear it from now on", "value=\"#ffd400\"");
        assertThat(administrator.send("/admin/settings", "/admin/settings/colour", Map.of("colour", "yellow")).statusCode()).isEqualTo(422);
        assertThat(administrator.get("/admin/settings?colour=yellow").statusCode()).isEqualTo(422);
    }

    @Test
    void aLogoIsAPictureByItsBytesAndStandsOnEveryPage() {
        assertThat(administrator.get("/logo").statusCode()).isEqualTo(404);
        HttpResponse<String> refused = administrator.sendFile("/admin/settings", "/admin/settings/logo", Map.of(), "logo", "logo.png",
                "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("That is no picture");
        assertThat(administrator.sendFile("/admin/settings", "/admin/settings/logo", Map.of(), "logo", "logo.png", PNG).body()).contains("/logo?v=");
        HttpResponse<String> logo = new Client().get(Running.at(body, "/logo"));
        assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(logo.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(administrator.send("/admin/settings", "/admin/settings/logo/remove", Map.of()).body()).doesNotContain("/logo?v=");
        assertThat(new Client().get(Running.at(Running.freshBody(), "/logo")).statusCode()).isEqualTo(404);
    }

    @Test
    void theLargestEvidenceFileHoldsForFiles() {
        assertThat(administrator.send("/admin/settings", "/admin/settings/evidence", Map.of("evidenceLimit", "5")).body()).contains("value=\"5\"");
        assertThat(Running.part(EvidenceFiles.class).limit(Desk.job(body))).isEqualTo(5L * 1024 * 1024);
        for (String wrong : List.of("0", "51", "five", "")) {
            HttpResponse<String> refused = administrator.send("/admin/settings", "/admin/settings/evidence", Map.of("evidenceLimit", wrong));
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(refused.body()).contains("value=\"" + wrong + "\"");
        }
    }

    @Test
    void theAdministratorAlone() {
        for (Role role : List.of(Role.OFFICER, Role.REVIEWER, Role.MEMBER)) {
            assertThat(Desk.at(body, role).get("/admin/settings").statusCode()).isEqualTo(403);
        }
    }
}
