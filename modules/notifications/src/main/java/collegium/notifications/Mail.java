package collegium.notifications;

import java.util.List;

/** A message in words, before it becomes text and HTML. The button's address is empty where there is none. */
record Mail(
        Face face, String subject, String greeting, List<String> paragraphs, List<Line> lines, String link, String action,
        String reason) {

    record Line(String title, String note, String amount) {}
}
