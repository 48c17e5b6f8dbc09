package collegium.web.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageEndTest {

    @Test
    void whatWasWrittenIsRead() {
        assertThat(PageEnd.read(PageEnd.write("3", "Zieliński, Piotr", "1.5"), 3)).hasValueSatisfying(words ->
                assertThat(words).containsExactly("3", "Zieliński, Piotr", "1.5"));
    }

    @Test
    void whatSomebodyMadeUpIsNoPlace() {
        assertThat(PageEnd.read("not base64!", 3)).isEmpty();
        assertThat(PageEnd.read(PageEnd.write("1", "2"), 3)).isEmpty();
        assertThat(PageEnd.read(PageEnd.write("1", "a\0b"), 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E-999999999", "much", ""})
    void anAmountThatCannotBeIsNone(String word) {
        assertThatThrownBy(() -> PageEnd.amount(word)).isInstanceOf(NumberFormatException.class);
    }
}
