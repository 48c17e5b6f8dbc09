package collegium.web.administrator;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** Two wordings of a sentence beside each other, word by word; as wholes, where they share few words. */
record Wordings(List<Piece> before, List<Piece> after) {

    /** Of the shorter wording so much has to be in the other too: a stray "and" or "the" in common would be nothing to read by. */
    private static final double SHARED = 0.4;

    /** Words that follow each other, and whether the other wording has them too. */
    record Piece(String text, boolean same) {}

    static Wordings of(String before, String after) {
        List<String> was = words(before);
        List<String> is = words(after);
        List<Piece> left = new ArrayList<>();
        List<Piece> right = new ArrayList<>();
        int l = 0;
        int r = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(was, is).getDeltas()) {
            add(left, was.subList(l, delta.getSource().getPosition()), true);
            add(right, is.subList(r, delta.getTarget().getPosition()), true);
            add(left, delta.getSource().getLines(), false);
            add(right, delta.getTarget().getLines(), false);
            l = delta.getSource().getPosition() + delta.getSource().size();
            r = delta.getTarget().getPosition() + delta.getTarget().size();
        }
        add(left, was.subList(l, was.size()), true);
        add(right, is.subList(r, is.size()), true);
        long shared = left.stream().filter(Piece::same).flatMap(piece -> words(piece.text()).stream()).filter(Wordings::said).count();
        return shared < SHARED * Math.min(was.stream().filter(Wordings::said).count(), is.stream().filter(Wordings::said).count())
                ? new Wordings(List.of(new Piece(before, false)), List.of(new Piece(after, false)))
                : new Wordings(left, right);
    }

    /** Whether it is a word, not a space or a full stop. */
    private static boolean said(String word) {
        return word.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static void add(List<Piece> pieces, List<String> words, boolean same) {
        if (!words.isEmpty()) {
            pieces.add(new Piece(String.join("", words), same));
        }
    }

    /** Words and the spaces between them, each by itself, so that together they are the sentence. */
    private static List<String> words(String sentence) {
        return List.of(sentence.split("(?<=\\s)|(?=\\s)|(?=[.,;:)])|(?<=[(])", -1));
    }
}
