package collegium.portfolios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.testing.TestBodies;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DraftsTest {

    private final Someone someone = new Someone();
    private final Drafts drafts = new Drafts(someone.tenants);
    private final Call writer = open("a@example.org");

    private Call open(String email) {
        AccountId account = new Accounts(someone.tenants, _ -> {}).open(TestBodies.job(someone.body), email, "A", Set.of(Role.MEMBER));
        return TestBodies.byMember(someone.body, account, someone.member);
    }

    @Test
    void whatWasTypedComesBackToItsWriterAlone() {
        drafts.save(writer, "activity:1", Map.of("title", List.of("a\u0000b <script>"), "topics", List.of("x", "y")));

        assertThat(drafts.find(writer, "activity:1")).contains(Map.of("title", List.of("ab <script>"), "topics", List.of("x", "y")));
        assertThat(drafts.list(writer, "activity:")).singleElement().satisfies(draft -> assertThat(draft.savedAt()).isEqualTo(TestBodies.NOON));
        assertThat(drafts.list(writer, "artefact:")).isEmpty();
        assertThat(drafts.find(open("b@example.org"), "activity:1")).isEmpty();
    }

    @Test
    void theOldestOfManyMakesRoomAndTooMuchIsRefused() {
        for (int n = 0; n < 55; n++) {
            drafts.save(TestBodies.at(writer, TestBodies.NOON.plusSeconds(n)), "activity:" + n, Map.of("title", List.of("n" + n)));
        }
        assertThat(drafts.list(writer, "activity:")).hasSize(50).first().satisfies(draft -> assertThat(draft.form()).isEqualTo("activity:54"));
        assertThatThrownBy(() -> drafts.save(writer, "activity:x", Map.of("notes", List.of("x".repeat(100_001))))).hasMessage("too-long");
    }
}
