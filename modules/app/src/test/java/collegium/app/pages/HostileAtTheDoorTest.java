package collegium.app.pages;

import static collegium.database.platform.Tables.SIGN_IN_ATTEMPT;
import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import collegium.app.Running;
import collegium.database.PlatformDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** As {@link HostileInputTest}, by somebody who has not signed in. */
@Isolated("So many wrong passwords keep everybody out who comes from this address.")
class HostileAtTheDoorTest {

    @AfterEach
    void forget() {
        Running.part(PlatformDatabase.class).run(sql -> sql.deleteFrom(SIGN_IN_ATTEMPT).execute());
    }

    @Test
    void everyField() {
        assertThat(Attack.everywhere(new Client(), Running.at(Running.freshBody(), ""), List.of("/sign-in", "/forgotten-password", "/confirm/x"), Set.of())).isEmpty();
    }
}
