package collegium.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.BodyId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.tenancy.Bodies;
import collegium.testing.TestBodies;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each method, by each role alone and by who has none: refused, or not found, unless it is listed as allowed. */
class PermissionsTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private final BodyId body = TestBodies.fresh();
    private final BodyId other = TestBodies.fresh();
    private final List<Object> events = new ArrayList<>();
    private final Members members = new Members(TestBodies.databases().tenants(), events::add);
    private final Accounts accounts = new Accounts(TestBodies.databases().tenants(), events::add);
    private final AuditLog auditLog = new AuditLog(TestBodies.databases().tenants());

    private final MemberId abena = members.register(TestBodies.job(body), new RegisterMember("A-1", "Abena", "Koranteng", Optional.empty(),
            JANUARY, Optional.empty(), List.of(ChangeFact.of("grade", "associate", JANUARY, "Form"))));
    private final AccountId account = accounts.open(TestBodies.job(body), "abena@example.org", "Abena", Set.of(Role.MEMBER));
    private final MemberFact grade = members.facts(TestBodies.job(body), abena).getFirst();

    private void onlyFor(Set<Role> allowed, Consumer<Call> method) {
        for (Role role : EnumSet.complementOf(EnumSet.copyOf(allowed))) {
            assertThatThrownBy(() -> method.accept(TestBodies.by(body, role))).as(role.name()).isInstanceOf(Refused.class)
                    .hasMessageMatching("not-allowed|not-found");
        }
        Call nobody = new Call(body, new Actor.LinkHolder("somebody"), TestBodies.NOON, TestBodies.ZONE);
        Call client = new Call(body, new Actor.Client("1", "system", Set.of(), Optional.empty()), TestBodies.NOON, TestBodies.ZONE);
        assertThatThrownBy(() -> method.accept(nobody)).hasMessageMatching("not-allowed|not-found");
        assertThatThrownBy(() -> method.accept(client)).hasMessageMatching("not-allowed|not-found");
    }

    @Test
    void whoMayReadMembers() {
        Set<Role> carers = Set.of(Role.OFFICER, Role.ADMINISTRATOR, Role.REVIEWER);
        onlyFor(carers, call -> members.find(call, abena));
        onlyFor(carers, call -> members.facts(call, abena));
        onlyFor(carers, call -> members.byAccount(call, account));
        onlyFor(Set.of(Role.OFFICER, Role.ADMINISTRATOR), call -> members.search(call, "", Optional.empty(), 5));
        onlyFor(Set.of(Role.OFFICER, Role.ADMINISTRATOR), members::proposals);
        onlyFor(Set.of(Role.OFFICER, Role.ADMINISTRATOR), call -> members.byNumberAndFamilyName(call, "A-1", "Koranteng"));
    }

    @Test
    void whoMayChangeMembers() {
        Set<Role> officers = Set.of(Role.OFFICER, Role.ADMINISTRATOR);
        onlyFor(officers, call -> members.register(call, new RegisterMember("B-1", "B", "B", Optional.empty(), JANUARY, Optional.empty(), List.of())));
        onlyFor(officers, call -> members.change(call, abena, ChangeFact.of("grade", "fellow", JANUARY, "Letter")));
        onlyFor(officers, call -> members.withdraw(call, abena, grade.id(), "Letter", grade.revision()));
        onlyFor(officers, call -> members.changeEmail(call, abena, "y@example.org"));
        onlyFor(officers, call -> members.history(call, abena, grade.id()));
        onlyFor(officers, call -> members.decide(call, new UUID(0, 0), true, ""));
        onlyFor(Set.of(Role.OPERATOR), call -> members.propose(call, "grade", "fellow", JANUARY, Optional.empty(), Optional.empty()));
        assertThat(members.facts(TestBodies.job(body), abena)).containsExactly(grade);
    }

    @Test
    void whoMaySeeToAccounts() {
        Set<Role> administrator = Set.of(Role.ADMINISTRATOR);
        onlyFor(administrator, call -> accounts.open(call, "x@example.org", "X", Set.of()));
        onlyFor(administrator, call -> accounts.changeRoles(call, account, Set.of(Role.ADMINISTRATOR)));
        onlyFor(administrator, call -> accounts.link(call, account, true));
        onlyFor(administrator, call -> accounts.link(call, account, false));
        onlyFor(administrator, call -> accounts.lock(call, account, true));
        onlyFor(administrator, call -> accounts.attach(call, account, abena));
        onlyFor(administrator, call -> accounts.detach(call, account));
        onlyFor(administrator, call -> accounts.changeEmail(call, account, "y@example.org"));
        onlyFor(administrator, call -> accounts.invitedUntil(call, List.of(account)));
        onlyFor(administrator, call -> accounts.page(call, "", Optional.empty(), 5));
        onlyFor(administrator, call -> accounts.rehash(call, account, "mine"));
        assertThatThrownBy(() -> accounts.rehash(TestBodies.by(body, Role.ADMINISTRATOR), account, "mine")).hasMessage("not-allowed");
        onlyFor(Set.of(Role.OFFICER, Role.ADMINISTRATOR), call -> accounts.holding(call, Role.REVIEWER));
        onlyFor(administrator, call -> auditLog.page(call, AuditLog.Filter.ALL, Optional.empty(), 5));
        onlyFor(administrator, auditLog::acts);
    }

    @Test
    void whoMaySayHowABodySpeaksAndLooks() {
        BodyWords words = new BodyWords(TestBodies.databases().tenants());
        BodyLooks looks = new BodyLooks(TestBodies.databases().tenants(),
                new Bodies(TestBodies.databases().platform(), TestBodies.databases().schemas(), "localhost"));
        Set<Role> administrator = Set.of(Role.ADMINISTRATOR);
        onlyFor(administrator, call -> words.set(call, Locale.UK, Map.of("member", new BodyWords.Term("fellow", "fellows"))));
        onlyFor(administrator, call -> looks.recolour(call, "#102030"));
        onlyFor(administrator, call -> looks.decorate(call, new byte[] {1}));
        onlyFor(administrator, looks::undecorate);
        assertThat(words.of(body, Locale.UK)).isEmpty();

        words.set(TestBodies.by(body, Role.ADMINISTRATOR), Locale.UK, Map.of("member", new BodyWords.Term(" fellow ", "fellows")));
        assertThat(words.of(body, Locale.UK)).containsExactly(Map.entry("member", new BodyWords.Term("fellow", "fellows")));
        assertThat(words.of(other, Locale.UK)).isEmpty();
        assertThat(words.of(body, Locale.GERMANY)).isEmpty();
    }

    @Test
    void nobodyIsLeftWithoutAnAdministrator() {
        Call job = TestBodies.job(body);
        AccountId first = administrator("first@example.org");
        assertThatThrownBy(() -> accounts.changeRoles(job, first, Set.of(Role.MEMBER))).hasMessage("last-administrator");
        assertThatThrownBy(() -> accounts.lock(job, first, true)).hasMessage("last-administrator");
        AccountId second = administrator("second@example.org");
        accounts.lock(job, first, true);
        assertThatThrownBy(() -> accounts.changeRoles(job, second, Set.of())).hasMessage("last-administrator");
        accounts.lock(job, first, false);
        accounts.changeRoles(job, second, Set.of());
    }

    @Test
    void aBodyIsGivenItsFirstAdministratorByTheProductUntilThereIsOne() {
        Call job = TestBodies.job(body);
        assertThatThrownBy(() -> accounts.firstAdministrator(TestBodies.by(body, Role.ADMINISTRATOR), new FirstAdministrator("a@b.example", "A")))
                .hasMessage("not-allowed");
        assertThatThrownBy(() -> accounts.firstAdministrator(job, new FirstAdministrator("nobody", " "))).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.faults()).extracting(Refused.Fault::field).containsExactly("email", "administrator"));

        OneTimeToken mistyped = accounts.firstAdministrator(job, new FirstAdministrator("adda@example.org", "Ada"));
        OneTimeToken lost = accounts.firstAdministrator(job, new FirstAdministrator("ada@example.org", "Ada"));
        OneTimeToken link = accounts.firstAdministrator(job, new FirstAdministrator("Ada@example.org", "Ada"));
        assertThatThrownBy(() -> accounts.setPassword(job, mistyped, "hash")).hasMessage("link-used-or-expired");
        assertThatThrownBy(() -> accounts.setPassword(job, lost, "hash")).hasMessage("link-used-or-expired");
        accounts.setPassword(job, link, "hash");

        assertThat(accounts.byEmail(body, "ada@example.org")).get().extracting(Account::roles).isEqualTo(Set.of(Role.ADMINISTRATOR));
        assertThatThrownBy(() -> accounts.firstAdministrator(job, new FirstAdministrator("eve@example.org", "Eve"))).hasMessage("has-administrator");
        assertThat(accounts.firstAdministrator(TestBodies.job(other), new FirstAdministrator("eve@example.org", "Eve"))).isNotNull();
    }

    private AccountId administrator(String email) {
        AccountId id = accounts.open(TestBodies.job(body), email, "Administrator", Set.of(Role.ADMINISTRATOR));
        accounts.setPassword(TestBodies.job(body), accounts.link(TestBodies.job(body), id, true), "hash");
        return id;
    }

    @Test
    void anotherBodysAdministratorFindsNothingOfIt() {
        Call stranger = TestBodies.by(other, Role.ADMINISTRATOR, Role.OFFICER, Role.REVIEWER);

        assertThatThrownBy(() -> members.find(stranger, abena)).hasMessage("not-found");
        assertThatThrownBy(() -> members.change(stranger, abena, ChangeFact.of("grade", "fellow", JANUARY, "x"))).hasMessage("not-found");
        assertThatThrownBy(() -> members.withdraw(stranger, abena, grade.id(), "x", grade.revision())).hasMessage("not-found");
        assertThatThrownBy(() -> accounts.changeRoles(stranger, account, Set.of())).hasMessage("not-found");
        assertThatThrownBy(() -> accounts.lock(stranger, account, true)).hasMessage("not-found");
        assertThatThrownBy(() -> accounts.link(stranger, account, false)).hasMessage("not-found");
        assertThatThrownBy(() -> accounts.attach(stranger, account, abena)).hasMessage("not-found");
        assertThatThrownBy(() -> accounts.detach(stranger, account)).hasMessage("not-found");
        assertThatThrownBy(() -> accounts.changeEmail(stranger, account, "y@example.org")).hasMessage("not-found");
        assertThatThrownBy(() -> members.history(stranger, abena, grade.id())).hasMessage("not-found");
        assertThatThrownBy(() -> members.changeEmail(stranger, abena, "y@example.org")).hasMessage("not-found");
        assertThat(accounts.page(stranger, "", Optional.empty(), 5)).isEmpty();
        assertThat(accounts.byEmail(other, "abena@example.org")).isEmpty();
        assertThat(auditLog.page(stranger, AuditLog.Filter.ALL, Optional.empty(), 5)).isEmpty();
        OneTimeToken link = accounts.link(TestBodies.job(body), account, false);
        assertThat(accounts.holderOf(TestBodies.job(other), link)).isEmpty();
        assertThatThrownBy(() -> accounts.setPassword(TestBodies.job(other), link, "h")).isInstanceOf(Refused.class);
    }

    @Test
    void aClientFindsAMemberOnlyWithTheScopeAndBothWords() {
        Call client = new Call(body, new Actor.Client("1", "provider", Set.of("attendance"), Optional.empty()), TestBodies.NOON, TestBodies.ZONE);

        assertThat(members.byNumberAndFamilyName(client, " A-1", "KORANTENG ")).contains(abena);
        assertThat(members.byNumberAndFamilyName(client, "A-1", "Other")).isEmpty();
        assertThat(members.byNumberAndFamilyName(client, "A-1\0", "Koranteng")).isEmpty();
    }

    @Test
    void twoTabsDoNotOverwriteOneAnother() {
        Call officer = TestBodies.by(body, Role.OFFICER);
        ChangeFact fellow = new ChangeFact(Optional.of(grade.id()), "grade", "fellow", JANUARY, Optional.empty(), "Letter");

        members.change(officer, abena, fellow, grade.revision());
        assertThatThrownBy(() -> members.change(officer, abena, fellow, grade.revision())).hasMessage("changed-meanwhile");
        assertThatThrownBy(() -> members.withdraw(officer, abena, grade.id(), "Mistake", grade.revision())).hasMessage("changed-meanwhile");
        MemberFact now = members.facts(officer, abena).getFirst();
        members.withdraw(officer, abena, grade.id(), "Mistake", now.revision());

        assertThat(members.facts(officer, abena)).isEmpty();
        assertThat(members.factsAsKnown(officer, abena, now.revision())).containsExactly(now);
    }

    @Test
    void whoIsLockedOrChangesThePasswordLosesTheOtherSessions() {
        Call administrator = TestBodies.by(body, Role.ADMINISTRATOR);
        accounts.lock(administrator, account, true);
        assertThat(accounts.find(body, account).orElseThrow().locked()).isTrue();
        accounts.lock(administrator, account, false);
        accounts.changePassword(TestBodies.byMember(body, account, abena), "new");

        assertThat(accounts.find(body, account).orElseThrow()).satisfies(found -> {
            assertThat(found.locked()).isFalse();
            assertThat(found.passwordHash()).contains("new");
        });
        assertThat(events.stream().filter(AccountChanged.class::isInstance)).hasSize(3);
        assertThatThrownBy(() -> accounts.lock(administrator, administrator.account().orElseThrow(), true)).hasMessage("own-administration");
    }

    @Test
    void whatCannotBeKeptIsRefusedAndNeverAnErrorOfTheServer() {
        Call officer = TestBodies.by(body, Role.OFFICER);
        for (String hostile : List.of("\0", "a\0b", "\ud800", "x".repeat(100_000))) {
            assertThat(accounts.byEmail(body, hostile)).isEmpty();
            assertThat(members.search(officer, hostile, Optional.empty(), 5)).isEmpty();
            assertThatThrownBy(() -> accounts.open(TestBodies.job(body), hostile, hostile, Set.of())).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> members.change(officer, abena, ChangeFact.of("grade", hostile, JANUARY, hostile))).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> members.propose(TestBodies.byMember(body, account, abena), "grade", "x", JANUARY, Optional.empty(),
                    Optional.of(hostile))).isInstanceOf(Refused.class);
        }
        for (LocalDate day : List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.of(202, 1, 1))) {
            assertThatThrownBy(() -> members.change(officer, abena, ChangeFact.of("grade", "x", day, "Letter"))).hasMessageContaining("date-implausible");
        }
    }
}
