package collegium.web.administrator;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** Two wordings of a sentence beside each other, word by word. */
record Wordings(List<Piece> before, List<Piece> after) {

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
        return new Wordings(left, right);
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
