package collegium.notifications;

import static collegium.database.tenant.Tables.BODY_WORD;

import collegium.kernel.Units;
import com.ibm.icu.text.MessageFormat;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** The words of a body's mail: ICU messages over a message's facts, in the body's locale and with its own terms. */
final class Wording {

    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle words;
    private final Map<String, String> terms;

    Wording(Locale locale, Map<String, String> terms) {
        this.locale = locale;
        this.words = ResourceBundle.getBundle("collegium.notifications.mail", locale, NO_OTHER_LANGUAGE);
        this.terms = Map.copyOf(terms);
    }

    /** The wording of the body whose transaction is open. */
    static Wording of(DSLContext sql, Locale locale) {
        Map<String, String> terms = new HashMap<>();
        sql.select(BODY_WORD.TERM, BODY_WORD.SINGULAR, BODY_WORD.PLURAL).from(BODY_WORD)
                .where(BODY_WORD.LOCALE.eq(locale.toLanguageTag()))
                .forEach(row -> {
                    terms.put("term_" + row.value1(), row.value2());
                    terms.put("terms_" + row.value1(), row.value3());
                });
        return new Wording(locale, terms);
    }

    Mail mail(Face face, MessageKind kind, String recipient, Facts facts) {
        return mail(face, kind.key(), recipient, facts);
    }

    /** @param kind the first part of the names of its words */
    Mail mail(Face face, String kind, String recipient, Facts facts) {
        Map<String, Object> about = new HashMap<>();
        for (String term : List.of("member", "cycle", "credit")) {
            about.put("term_" + term, terms.getOrDefault("term_" + term, word("term_" + term)));
            about.put("terms_" + term, terms.getOrDefault("terms_" + term, word("terms_" + term)));
        }
        facts.texts().forEach((name, text) -> about.put(name, SingleLine.of(text)));
        about.putAll(facts.numbers());
        // What is counted follows two numbers: what is needed, and what is still to go.
        String unit = facts.texts().getOrDefault("unit", "");
        about.put("unit", Units.of(facts.numbers().getOrDefault("needed", BigDecimal.ZERO), unit));
        about.put("unitToGo", Units.of(facts.numbers().getOrDefault("shortBy", BigDecimal.ZERO), unit));
        facts.dates().forEach((name, date) ->
                about.put(name, DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(date)));
        about.put("recipient", SingleLine.of(recipient));
        about.put("body", SingleLine.of(face.name()));
        return new Mail(
                face,
                SingleLine.atMost(say(kind, facts, "subject", about), 200),
                format("greeting", about),
                say(kind, facts, "text", about).lines().filter(line -> !line.isBlank()).toList(),
                facts.lines().stream().map(this::line).toList(),
                Optional.ofNullable(facts.texts().get("link")).orElse(facts.path().isEmpty() ? "" : face.origin() + facts.path()),
                say(kind, facts, "action", about),
                say(kind, facts, "reason", about));
    }

    private Mail.Line line(Facts.Line line) {
        String status = word("status-" + line.status());
        String missing = line.shortBy().map(by -> format("missing", Map.of("by", by, "unit", Units.of(by, line.unit())))).orElse("");
        String note = String.join(", ", Stream.of(status, missing, SingleLine.of(line.why())).filter(part -> !part.isEmpty()).toList());
        String amount = line.needed()
                .map(needed -> format("amount", Map.of("counted", line.counted().map(this::number).orElse(word("unknown")),
                        "needed", number(needed), "unit", Units.of(needed, line.unit()))))
                .orElse("");
        return new Mail.Line(SingleLine.of(line.title()), note, amount);
    }

    private String number(BigDecimal amount) {
        return NumberFormat.getNumberInstance(locale).format(amount);
    }

    private String say(String kind, Facts facts, String part, Map<String, Object> about) {
        String key = kind + "." + part;
        String unmeasured = key + "-unmeasured";
        return format(facts.numbers().containsKey("needed") || !words.containsKey(unmeasured) ? key : unmeasured, about);
    }

    private String format(String key, Map<String, Object> about) {
        return new MessageFormat(word(key), locale).format(about);
    }

    private String word(String key) {
        return words.containsKey(key) ? words.getString(key) : "";
    }
}
