package collegium.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.testing.TestBodies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembersTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private final BodyId body = TestBodies.fresh();
    private final BodyId other = TestBodies.fresh();
    private final List<Object> events = new ArrayList<>();
    private final Members members = new Members(TestBodies.databases().tenants(), events::add);
    private final Accounts accounts = new Accounts(TestBodies.databases().tenants(), events::add);
    private final AuditLog auditLog = new AuditLog(TestBodies.databases().tenants());

    private Call officer() {
        return TestBodies.by(body, Role.OFFICER);
    }

    private MemberId abena() {
        return members.register(officer(), new RegisterMember("A-1", "Abena", "Koranteng", Optional.of("abena@example.org"), JANUARY,
                Optional.empty(), List.of(ChangeFact.of("grade", "associate", JANUARY, "Application form"))));
    }

    @Test
    void aMemberIsRegisteredWithFactsAndWhoListensIsTold() {
        MemberId abena = abena();

        assertThat(members.find(officer(), abena).name()).isEqualTo("Abena Koranteng");
        assertThat(members.facts(officer(), abena)).singleElement().satisfies(fact -> assertThat(fact.value()).isEqualTo("associate"));
        assertThat(events).hasExactlyElementsOfTypes(MemberFactsChanged.class);
    }

    @Test
    void aCorrectedFactIsReadBackAsItWasKnown() {
        MemberId abena = abena();
        MemberFact first = members.facts(officer(), abena).getFirst();

        members.change(officer(), abena, new ChangeFact(Optional.of(first.id()), "grade", "fellow", JANUARY, Optional.empty(), "Register"));

        assertThat(members.facts(officer(), abena)).extracting(MemberFact::value).containsExactly("fellow");
        assertThat(members.factsAsKnown(officer(), abena, first.revision())).extracting(MemberFact::value).containsExactly("associate");
    }

    @Test
    void anotherBodySeesNothingOfIt() {
        MemberId abena = abena();

        assertThatThrownBy(() -> members.find(TestBodies.by(other, Role.OFFICER), abena)).isInstanceOf(Refused.class);
        assertThat(members.search(TestBodies.by(other, Role.OFFICER), "", Optional.empty(), 50)).isEmpty();
        assertThat(members.factsAsKnown(TestBodies.job(other), abena, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aMemberMayProposeAndOnlyAnOfficerDecidesOnce() {
        MemberId abena = abena();
        var account = accounts.open(TestBodies.by(body, Role.ADMINISTRATOR), "abena@example.org", "Abena", Set.of(Role.MEMBER));
        Call herself = TestBodies.byMember(body, account, abena);

        members.propose(herself, "practising", "no", LocalDate.of(2026, 12, 1), Optional.empty(), Optional.of("Parental leave"));
        FactProposal proposal = members.proposals(officer()).getFirst();

        assertThatThrownBy(() -> members.proposals(herself)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> members.decide(herself, proposal.id(), true, "")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> members.change(herself, abena, ChangeFact.of("grade", "fellow", JANUARY, "me"))).isInstanceOf(Refused.class);
        members.decide(officer(), proposal.id(), true, "");
        assertThat(members.facts(herself, abena)).extracting(MemberFact::kind).contains("practising");
        assertThatThrownBy(() -> members.decide(officer(), proposal.id(), true, "")).isInstanceOf(Refused.class);
    }

    @Test
    void membersArePagedByNameWithoutGapsOrRepeats() {
        for (int i = 0; i < 25; i++) {
            members.register(officer(), new RegisterMember("N-" + i, "Given" + i % 3, "Family" + i % 5, Optional.empty(), JANUARY,
                    Optional.empty(), List.of()));
        }
        List<Member> seen = new ArrayList<>();
        Optional<Member> last = Optional.empty();
        do {
            List<Member> page = members.search(officer(), "", last, 10);
            seen.addAll(page);
            last = page.size() == 10 ? Optional.of(page.getLast()) : Optional.empty();
        } while (last.isPresent());

        assertThat(seen).extracting(Member::id).doesNotHaveDuplicates().hasSize(25);
        assertThat(members.search(officer(), "n-2", Optional.empty(), 50)).extracting(Member::number)
                .containsExactlyInAnyOrder("N-2", "N-20", "N-21", "N-22", "N-23", "N-24");
        assertThat(members.search(officer(), "%", Optional.empty(), 50)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "line\nbreak"})
    void aNameThatIsNoneIsRefusedAndNothingIsKept(String name) {
        assertThatThrownBy(() -> members.register(officer(), new RegisterMember("B-1", name, "Koranteng", Optional.empty(), JANUARY,
                Optional.empty(), List.of()))).isInstanceOf(Refused.class);
        assertThat(members.search(officer(), "b-1", Optional.empty(), 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table member; --", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "\u202eevil", "👩🏽‍⚕️", "O’Néill-Ünal"})
    void aHostileNameIsKeptAsItIs(String name) {
        MemberId id = members.register(officer(), new RegisterMember("C-" + name.hashCode(), name, name, Optional.empty(), JANUARY,
                Optional.empty(), List.of()));

        assertThat(members.find(officer(), id).givenName()).isEqualTo(name);
    }

    @Test
    void everyActStandsInTheAuditLogWhichTheAdministratorAloneReads() {
        MemberId abena = abena();
        members.change(officer(), abena, ChangeFact.of("role", "supervisor", JANUARY, "Letter"));

        assertThat(auditLog.page(TestBodies.by(body, Role.ADMINISTRATOR), AuditLog.Filter.ALL, Optional.empty(), 50))
                .extracting(AuditEntry::act).containsExactlyInAnyOrder("fact-changed", "member-registered");
        assertThatThrownBy(() -> auditLog.page(officer(), AuditLog.Filter.ALL, Optional.empty(), 50)).isInstanceOf(Refused.class);
    }

    @Test
    void aRoleThatIsTakenAwayIsGoneAndNobodyTakesTheirOwnAdministration() {
        Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
        var account = accounts.open(administrator, "kofi@example.org", "Kofi", Set.of(Role.OFFICER, Role.REVIEWER));

        accounts.changeRoles(administrator, account, Set.of(Role.REVIEWER));

        assertThat(accounts.find(body, account)).get().extracting(Account::roles).isEqualTo(Set.of(Role.REVIEWER));
        assertThat(accounts.holding(officer(), Role.REVIEWER)).extracting(Account::id).containsExactly(account);
        assertThatThrownBy(() -> accounts.changeRoles(administrator, administrator.account().orElseThrow(), Set.of()))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.open(officer(), "x@example.org", "X", Set.of())).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> accounts.open(administrator, "KOFI@example.org", "X", Set.of())).isInstanceOf(Refused.class);
    }

    @Test
    void aResetLinkWorksOnceAndEndsTheOthers() {
        Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
        var account = accounts.open(administrator, "ines@example.org", "Ines", Set.of(Role.MEMBER));
        var invitation = accounts.link(administrator, account, true);
        var reset = accounts.link(administrator, account, false);

        accounts.setPassword(administrator, reset, "hash");

        assertThat(accounts.byEmail(body, "INES@example.org ")).get().extracting(Account::passwordHash).isEqualTo(Optional.of("hash"));
        assertThat(accounts.holderOf(administrator, invitation)).isEmpty();
        assertThatThrownBy(() -> accounts.setPassword(administrator, reset, "again")).isInstanceOf(Refused.class);
    }
}
