package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.notifications.MessageKind;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is put together from a prefix and a key has its words. */
class WordsTest {

    private final IcuMessages messages = new IcuMessages();

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void everyKindOfMessage(MessageKind kind) {
        assertThat(messages.getMessage("messages.kind." + kind.key(), null, "", Locale.UK)).isNotBlank();
    }
}
