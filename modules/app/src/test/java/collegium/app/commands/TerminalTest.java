package collegium.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.kernel.Refused;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TerminalTest {

    private static String said(Exception failure) {
        StringWriter err = new StringWriter();
        assertThat(Terminal.explain(failure, new CommandLine(new SuspendBody()).setErr(new PrintWriter(err)))).isOne();
        return err.toString().strip();
    }

    @Test
    void whatIsRefusedIsSaidInTheWordsOfThePages() {
        assertThat(said(Refused.invalid("slug-unknown", "slug", Map.of("slug", "nosuch")))).isEqualTo("Refused: No body is called nosuch in addresses.");
        assertThat(said(new Refused(Refused.Category.INVALID, List.of(new Refused.Fault("slug-reserved", "slug", Map.of()), new Refused.Fault("name-form", "name", Map.of())))))
                .isEqualTo("Refused: This name is kept for the platform. Choose another. A name is one line of at most 120 characters.");
    }

    @Test
    void whatWentWrongOtherwiseSaysItself() {
        assertThat(said(new IllegalStateException("The disk is full."))).isEqualTo("The disk is full.");
    }
}
