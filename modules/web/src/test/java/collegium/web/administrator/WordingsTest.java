package collegium.web.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What changed in a sentence is marked word by word, where that can be read. */
class WordingsTest {

    private static String marked(String before, String after) {
        StringBuilder marked = new StringBuilder();
        Wordings.of(before, after).after().forEach(piece -> marked.append(piece.same() ? piece.text() : "[" + piece.text() + "]"));
        return marked.toString();
    }

    @Test
    void theWordsThatAreNewAreMarked() {
        assertThat(marked("At least 15 hours.", "At least 21 hours that are structured.")).isEqualTo("At least [21] hours[ that are structured].");
        assertThat(marked("At least 15 hours.", "At least 15 hours.")).isEqualTo("At least 15 hours.");
    }

    @Test
    void aSentenceThatIsAnotherIsMarkedAsAWhole() {
        String before = "At least 40 units in the year, unless you work no more than 770 hours, or your employer confirms them.";
        String after = "If “Working hours” is above 770 and “Confirmation by the employer” does not apply: at least 60 units or more.";
        assertThat(marked(before, after)).isEqualTo("[" + after + "]");
        assertThat(Wordings.of(before, after).before()).containsExactly(new Wordings.Piece(before, false));
        assertThat(Wordings.of("", "At least 5 hours.").after()).containsExactly(new Wordings.Piece("At least 5 hours.", false));
    }
}
