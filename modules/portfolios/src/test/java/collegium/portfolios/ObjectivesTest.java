package collegium.portfolios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import collegium.kernel.Call;
import collegium.kernel.Id;
import collegium.kernel.MemberId;
import collegium.testing.TestBodies;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectivesTest {

    private final Someone someone = new Someone();
    private final Objectives objectives = new Objectives(someone.tenants);
    private final UUID key = Id.fresh(TestBodies.NOON);

    private static Objectives.Aim aim(String title) {
        return new Objectives.Aim(title, Optional.of("A course"), Optional.of(LocalDate.of(2026, 12, 31)));
    }

    private Objective set(String title) {
        return objectives.set(someone.self, someone.member, key, aim(title));
    }

    @Test
    void anObjectiveIsSetOnceMetAndTakenOff() {
        Objective first = set("Manage fatigue");
        assertThat(set("Manage fatigue")).isEqualTo(first);

        objectives.meet(someone.self, first.id(), first.revision(), true);
        Objective met = objectives.find(someone.self, first.id());
        assertThat(met.met()).contains(LocalDate.of(2026, 11, 24));
        objectives.withdraw(someone.self, first.id(), met.revision());
        assertThat(objectives.list(someone.self, someone.member)).isEmpty();
        assertThatThrownBy(() -> objectives.find(someone.self, first.id())).hasMessage("not-found");
    }

    @Test
    void twoWindowsDoNotOverwriteOneAnother() {
        Objective first = set("Manage fatigue");
        objectives.amend(someone.self, first.id(), first.revision(), aim("Manage fatigue well"));
        assertThatThrownBy(() -> objectives.amend(someone.self, first.id(), first.revision(), aim("Something else"))).hasMessage("changed-meanwhile");
        assertThat(objectives.find(someone.self, first.id()).title()).isEqualTo("Manage fatigue well");
    }

    @Test
    void itIsTheMembersAlone() {
        Objective first = set("Manage fatigue");
        MemberId other = someone.register("2");
        Call stranger = someone.call(other);
        assertThatThrownBy(() -> objectives.find(stranger, first.id())).hasMessage("not-found");
        assertThatThrownBy(() -> objectives.list(stranger, someone.member)).hasMessage("not-found");
        assertThatThrownBy(() -> objectives.meet(stranger, first.id(), first.revision(), true)).hasMessage("not-found");
        assertThatThrownBy(() -> objectives.set(stranger, other, key, aim("Mine now"))).hasMessage("not-found");
        assertThatThrownBy(() -> someone.portfolios.record(stranger, other, forObjective(first))).hasMessage("unknown-objective");
        assertThat(someone.portfolios.record(someone.self, someone.member, forObjective(first)).said().objective()).contains(first.id());
    }

    private static RecordActivity forObjective(Objective objective) {
        RecordActivity said = Someone.webinar();
        return new RecordActivity(said.key(), false, said.title(), said.started(), said.ended(), said.sessions(), said.measures(), said.type(), said.mode(),
                said.structured(), said.topics(), said.flags(), said.provider(), said.course(), said.roleTaken(), Optional.of(objective.id()), said.texts());
    }

    @Test
    void whatCannotBeIsRefusedBesideItsField() {
        assertThatThrownBy(() -> set(" ")).hasMessage("required");
        assertThatThrownBy(() -> set("x".repeat(201))).hasMessage("too-long");
        assertThatThrownBy(() -> objectives.set(someone.self, someone.member, key, new Objectives.Aim("a", Optional.empty(), Optional.of(LocalDate.MAX))))
                .hasMessage("too-far-ahead");
    }
}
