package collegium.web.look;

import collegium.kernel.Faults;
import collegium.membership.FactProposal;
import collegium.membership.MemberFact;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Vocabulary;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What facts about members are called and how their values read, in the words of the schemes that ask for them. */
@Component
public final class FactWords {

    private final Show show;
    private final MessageSource messages;

    FactWords(Show show, MessageSource messages) {
        this.show = show;
        this.messages = messages;
    }

    /** Where several schemes ask for the same fact, the words of the first stand. */
    public Kinds of(List<Scheme> schemes) {
        Map<String, Vocabulary.FactKind> kinds = new LinkedHashMap<>();
        schemes.forEach(scheme -> scheme.vocabulary().facts().forEach(kinds::putIfAbsent));
        return new Kinds(kinds);
    }

    /** A value that can be chosen. */
    public record Choice(String value, String name) {}

    /**
     * A fact in words.
     *
     * @param kind as schemes write it
     * @param said the value as schemes write it
     * @param value the same in words
     * @param span from when until when
     */
    public record Line(UUID id, String kind, String title, String said, String value, String span, Optional<String> note) {}

    /**
     * How a value is asked for.
     *
     * @param input the type of the field, where {@code choices} is empty
     */
    public record Asked(String kind, String title, String input, List<Choice> choices) {}

    private String message(String key, Object... facts) {
        return messages.getMessage(key, facts, LocaleContextHolder.getLocale());
    }

    /** The kinds of fact that some schemes ask for. What none of them asks for is shown as it is written. */
    public final class Kinds {

        private final Map<String, Vocabulary.FactKind> known;

        private Kinds(Map<String, Vocabulary.FactKind> known) {
            this.known = known;
        }

        private Optional<Vocabulary.FactKind> find(String kind) {
            return Optional.ofNullable(known.get(kind));
        }

        public Set<String> all() {
            return known.keySet();
        }

        public String title(String kind) {
            return find(kind).map(Vocabulary.FactKind::title).filter(title -> !title.isBlank()).orElse(kind.replace('_', ' '));
        }

        /** The value in words. */
        public String value(String kind, String value) {
            Optional<Vocabulary.FactKind> asked = find(kind);
            return switch (asked.map(Vocabulary.FactKind::kind).orElse(Vocabulary.Kind.TEXT)) {
                case YES_NO -> message(value.equals("yes") || value.equals("true") ? "form.yes" : "form.no");
                case DATE -> date(value).map(show::day).orElse(value);
                case NUMBER -> Amounts.read(value, "").map(show::number).orElse(value);
                case TEXT -> asked.map(found -> found.values().get(value)).orElse(value.replace('_', ' '));
            };
        }

        /** What holds where nothing is said. */
        public Optional<String> otherwise(String kind) {
            return find(kind).flatMap(Vocabulary.FactKind::otherwise).map(value -> value(kind, value));
        }

        public String span(LocalDate from, Optional<LocalDate> to) {
            return to.map(last -> message("period.span", show.day(from), show.day(last))).orElseGet(() -> message("about.since", show.day(from)));
        }

        public Line line(MemberFact fact) {
            return new Line(fact.id(), fact.kind(), title(fact.kind()), fact.value(), value(fact.kind(), fact.value()), span(fact.from(), fact.to()),
                    Optional.of(fact.source()));
        }

        public Line line(FactProposal asked) {
            return new Line(asked.id(), asked.kind(), title(asked.kind()), asked.value(), value(asked.kind(), asked.value()),
                    asked.to().isPresent() ? span(asked.from(), asked.to()) : message("about.from", show.day(asked.from())), asked.note());
        }

        public Asked asked(String kind) {
            Optional<Vocabulary.FactKind> fact = find(kind);
            return new Asked(kind, title(kind), fact.filter(found -> found.kind() == Vocabulary.Kind.DATE).isPresent() ? "date" : "text",
                    fact.filter(found -> found.kind() == Vocabulary.Kind.YES_NO).isPresent()
                            ? List.of(new Choice("yes", message("form.yes")), new Choice("no", message("form.no")))
                            : fact.stream().flatMap(found -> found.values().entrySet().stream()).map(value -> new Choice(value.getKey(), value.getValue())).toList());
        }

        /** A value as schemes write it; what none of them could read is a fault of the field {@code value}. */
        public String read(Faults faults, String kind, String said) {
            String value = said.strip();
            Optional<Vocabulary.FactKind> fact = find(kind);
            faults.require(!value.isEmpty(), "required", "value");
            if (value.isEmpty() || fact.isEmpty()) {
                return value;
            }
            switch (fact.get().kind()) {
                case DATE -> faults.require(date(value).isPresent(), "date-form", "value");
                case NUMBER -> {
                    Optional<BigDecimal> number = Amounts.read(value, "");
                    faults.require(number.isPresent(), "number-form", "value");
                    return number.map(BigDecimal::toPlainString).orElse("");
                }
                case YES_NO -> faults.require(Set.of("yes", "no").contains(value), "unknown-word", "value");
                case TEXT -> faults.require(fact.get().values().isEmpty() || fact.get().values().containsKey(value), "unknown-word", "value");
            }
            return value;
        }

        private static Optional<LocalDate> date(String value) {
            try {
                return Optional.of(LocalDate.parse(value));
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
    }
}
