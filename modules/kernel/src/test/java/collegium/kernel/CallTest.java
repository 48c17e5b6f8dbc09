package collegium.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final BodyId BODY = new BodyId(Id.fresh(Instant.EPOCH));
    private static final MemberId OWN = new MemberId(Id.fresh(Instant.EPOCH));
    private static final MemberId OTHER = new MemberId(Id.fresh(Instant.EPOCH));

    private static Call by(Actor actor) {
        return new Call(BODY, actor, Instant.parse("2026-12-31T23:30:00Z"), ZoneId.of("Europe/Paris"));
    }

    private static Actor person(Role... roles) {
        return new Actor.Person(new AccountId(Id.fresh(Instant.EPOCH)), "Abena", Set.of(roles), Optional.of(OWN));
    }

    @Test
    void halfPastElevenInLondonIsTheNextYearInParis() {
        assertThat(by(person(Role.MEMBER)).today()).isEqualTo(LocalDate.of(2027, 1, 1));
    }

    @Test
    void whoHoldsNoneOfTheRolesIsRefused() {
        assertThatThrownBy(() -> by(person(Role.MEMBER)).require(Role.OFFICER, Role.ADMINISTRATOR))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.category()).isEqualTo(Refused.Category.NOT_ALLOWED));
        by(person(Role.MEMBER, Role.OFFICER)).require(Role.OFFICER);
    }

    @Test
    void anotherMembersRecordIsAsIfItWereNotThere() {
        assertThatThrownBy(() -> by(person(Role.MEMBER)).requireOwn(OTHER, Role.OFFICER))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.category()).isEqualTo(Refused.Category.NOT_FOUND));
        by(person(Role.MEMBER)).requireOwn(OWN);
        by(person(Role.OFFICER)).requireOwn(OTHER, Role.OFFICER);
    }

    @Test
    void aClientReachesOnlyTheMemberOfItsTokenAndOnlyWithTheScope() {
        Call call = by(new Actor.Client("1", "app", Set.of("record"), Optional.of(OWN)));

        call.requireOwn(OWN);
        call.requireScope("record");
        assertThatThrownBy(() -> call.requireOwn(OTHER, Role.OFFICER)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> call.requireScope("attendance")).isInstanceOf(Refused.class);
    }

    @Test
    void aHolderOfALinkMayNothingByRole() {
        assertThatThrownBy(() -> by(new Actor.LinkHolder("confirmation")).require(Role.MEMBER)).isInstanceOf(Refused.class);
    }
}
