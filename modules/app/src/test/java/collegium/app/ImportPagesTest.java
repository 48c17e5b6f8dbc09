package collegium.app;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.Role;
import collegium.membership.Members;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The administrator brings in members from a file, in three steps, without scripts. */
class ImportPagesTest {

    private static final String FILE = """
            Number;Surname;First name;E-mail;Grade;Registered
            20133;Zieliński;Piotr;p@example.org;Practitioner;12/09/2019
            20418;Rao;Sunita;;Fellow;31/11/2026
            """;
    private final Body body = Running.freshBody();
    private final Desk administrator = Desk.at(body, Role.ADMINISTRATOR);

    private HttpResponse<String> upload(String file) {
        return administrator.sendFile("/admin/imports", "/admin/imports", Map.of("kind", "members"), "members-2027.csv", file);
    }

    private static String path(HttpResponse<String> page) {
        return page.uri().getPath();
    }

    /** The page once nothing goes on in the background any more. */
    private HttpResponse<String> settled(String path) {
        for (int i = 0; i < 1200; i++) {
            HttpResponse<String> page = administrator.get(path);
            if (!page.body().contains("id=\"progress\"")) {
                return page;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("still going on");
    }

    @Test
    void aFileIsReadCheckedAppliedAndUndone() {
        HttpResponse<String> columns = upload(FILE);
        assertThat(columns.statusCode()).isEqualTo(200);
        assertThat(columns.body()).contains("2 rows", "6 columns", "semicolons", "UTF-8", "Zieliński, Rao", "Check 2 rows");
        String path = path(columns);

        // Columns have one name in the form, once each: sent as they stand on the page.
        HttpResponse<String> sent = administrator.sendRepeated(path, path + "/columns", Map.of("dayFirst", "true"), "column",
                "number", "family name", "given name", "email", "grade", "joined");
        assertThat(sent.statusCode()).isEqualTo(200);
        HttpResponse<String> check = settled(path);
        assertThat(check.body()).contains("Apply 1 row", "1 refused", "31/11/2026", "2026-11-31 is no day of the calendar", "Perhaps 2026-11-30?");

        HttpResponse<String> csv = administrator.get(path + "/refused.csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(csv.body()).contains("20418;Rao;Sunita;;Fellow;31/11/2026;Member since: 2026-11-31 is no day").doesNotContain("20133");

        administrator.send(path, path + "/apply", Map.of());
        assertThat(settled(path).body()).contains("1 row imported", "Undo this import");
        assertThat(Running.part(Members.class).search(Desk.job(body), "", Optional.empty(), 10)).hasSize(1);
        assertThat(administrator.get("/admin/imports").body()).contains("members-2027.csv", "applied");

        administrator.send(path, path + "/undo", Map.of());
        assertThat(settled(path).body()).contains("The import is undone").doesNotContain("Undo this import");
        assertThat(Running.part(Members.class).search(Desk.job(body), "", Optional.empty(), 10)).isEmpty();
    }

    @Test
    void theSameFileTwiceChangesNothing() {
        String file = "number,family name,given name,joined\n1,Rao,Sunita,2020-01-01\n";
        for (int i = 0; i < 2; i++) {
            String path = path(upload(file));
            administrator.sendRepeated(path, path + "/columns", Map.of("dayFirst", "true"), "column", "number", "family name", "given name", "joined");
            settled(path);
            if (i == 1) {
                assertThat(administrator.get(path).body()).contains("There is nothing to apply", "All of it is there already").doesNotContain("/apply");
            } else {
                administrator.send(path, path + "/apply", Map.of());
                settled(path);
            }
        }
    }

    @Test
    void whatIsChosenStaysWhereAColumnIsMissing() {
        String path = path(upload("Nr;Surname;First name;Registered;Setting\n1;A;B;01/10/2026;Hospital\n"));
        HttpResponse<String> refused = administrator.sendRepeated(path, path + "/columns", Map.of("dayFirst", "false"), "column",
                "", "family name", "given name", "joined", "fact:setting");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("No column of the file is said to be “number”");
        assertThat(refused.body()).containsPattern("value=\"fact:setting\"[^>]* selected");
        assertThat(refused.body()).containsPattern("value=\"false\"[^>]* checked|checked[^>]*value=\"false\"");
    }

    @Test
    void whatIsNoFileOfRowsComesBackWithTheReason() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("", "There is nothing in this file");
        files.put("%PDF-1.7 x", "no text file with rows");
        files.put("number;number\n1;2\n", "named twice");
        files.put("number;given name\n", "but no rows");
        files.forEach((file, reason) -> {
            HttpResponse<String> page = upload(file);
            assertThat(page.statusCode()).isEqualTo(422);
            assertThat(page.body()).contains(reason).contains("id=\"file-error\"");
        });
    }

    @Test
    void progressIsAFragmentThatAsksForThePageOnceItIsThrough() {
        String path = path(upload("number,family name,given name,joined\n1,Rao,Sunita,2020-01-01\n"));
        assertThat(administrator.get(path + "/progress").statusCode()).isEqualTo(302);
        HttpResponse<String> fragment = administrator.get(path + "/progress?step=CHECKING", "HX-Request", "true");
        assertThat(fragment.headers().firstValue("HX-Refresh")).contains("true");
        assertThat(fragment.body()).startsWith("<div").doesNotContain("<html");
    }

    @Test
    void anExampleOfEveryKindCanBeDownloadedAndNobodyElseSeesAnyOfIt() {
        assertThat(administrator.get("/admin/imports/examples/members.csv").body()).startsWith("number,given name,family name,email,joined");
        assertThat(administrator.get("/admin/imports/examples/planets.csv").statusCode()).isEqualTo(404);
        String path = path(upload(FILE));
        Desk officer = Desk.at(body, Role.OFFICER);
        for (String page : new String[] {"/admin/imports", path, path + "/refused.csv", "/admin/imports/examples/members.csv"}) {
            assertThat(officer.get(page).statusCode()).as(page).isEqualTo(403);
        }
        Desk other = Desk.at(Running.freshBody(), Role.ADMINISTRATOR);
        assertThat(other.get(path).statusCode()).isEqualTo(404);
    }
}
