package collegium.requirements.schemes;

import collegium.requirements.engine.Vocabulary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the names that a scheme uses: kinds of tag with their values, artefacts, facts, measures. */
final class VocabularyReader {

    private static final Map<String, String> KINDS =
            Map.of("types", "type", "topics", "topic", "flags", "flag", "modes", "mode");
    private static final Set<String> RESERVED =
            Set.of("all", "any", "not", "has", "dated", "measure", "member", "in-fact", "carried", "at");

    private VocabularyReader() {}

    static Vocabulary read(Reader fields) {
        Map<String, Map<String, String>> tags = new LinkedHashMap<>();
        for (String plural : List.of("types", "topics", "flags", "modes")) {
            Map<String, String> values = titles(fields, plural);
            if (!values.isEmpty()) {
                tags.put(KINDS.getOrDefault(plural, plural), values);
            }
        }
        fields.find("tags").ifPresent(d -> {
            Reader kinds = new Reader(d, fields.faults());
            for (String kind : List.copyOf(kinds.names())) {
                reserved(kind, kinds);
                tags.put(kind, titles(kinds, kind));
            }
        });
        for (String kind : KINDS.values()) {
            tags.putIfAbsent(kind, Map.of());
        }
        return new Vocabulary(tags, titles(fields, "artefacts"), facts(fields), titles(fields, "measures"));
    }

    private static void reserved(String name, Reader in) {
        if (RESERVED.contains(name)) {
            in.fault("\"" + name + "\" has a meaning of its own.", "Choose another name.");
        }
    }

    /** Names with titles, or a list of names alone. */
    private static Map<String, String> titles(Reader fields, String name) {
        Map<String, String> titles = new LinkedHashMap<>();
        fields.find(name).ifPresent(d -> {
            switch (d) {
                case Doc.Fields map -> map.fields().forEach((key, value) ->
                        fields.asText(value).ifPresent(t -> titles.put(key, t.isBlank() ? words(key) : t)));
                case Doc.Items list -> list.items().forEach(item ->
                        fields.asText(item).ifPresent(t -> titles.put(t, words(t))));
                case Doc.Text text -> {
                    if (!text.value().isBlank() && !text.value().equals("any")) {
                        titles.put(text.value(), words(text.value()));
                    }
                }
            }
        });
        return titles;
    }

    private static Map<String, Vocabulary.FactKind> facts(Reader fields) {
        Map<String, Vocabulary.FactKind> facts = new LinkedHashMap<>();
        fields.find("facts").ifPresent(d -> {
            Reader names = new Reader(d, fields.faults());
            for (String name : List.copyOf(names.names())) {
                reserved(name, names);
                names.find(name).ifPresent(value -> facts.put(name, fact(name, value, names)));
            }
        });
        return facts;
    }

    private static Vocabulary.FactKind fact(String name, Doc doc, Reader in) {
        if (doc instanceof Doc.Text text) {
            Optional<Vocabulary.Kind> kind = kind(text.value());
            if (kind.isEmpty()) {
                in.fault(doc, "\"" + Reader.shorten(text.value()) + "\" is no kind of fact.",
                        "text, number, date or yes-no.");
            }
            return new Vocabulary.FactKind(kind.orElse(Vocabulary.Kind.TEXT), words(name), Map.of(), Optional.empty());
        }
        Reader fact = new Reader(doc, in.faults());
        Vocabulary.Kind kind = fact.choice("kind", Vocabulary.Kind.class, Vocabulary.Kind.TEXT);
        String title = fact.text("title").orElse(words(name));
        Map<String, String> values = titles(fact, "values");
        Optional<String> otherwise = fact.text("default").map(Conditions::canonical);
        otherwise.ifPresent(value -> fact.find("default").ifPresent(d -> fits(value, kind, values, d, fact)));
        fact.done();
        return new Vocabulary.FactKind(kind, title, values, otherwise);
    }

    private static void fits(String value, Vocabulary.Kind kind, Map<String, String> values, Doc at, Reader in) {
        boolean fits = switch (kind) {
            case NUMBER -> value.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
            case DATE -> value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
            case YES_NO -> value.equals("true") || value.equals("false");
            case TEXT -> values.isEmpty() || values.containsKey(value);
        };
        if (!fits) {
            in.fault(at, "\"" + Reader.shorten(value) + "\" is no " + Reader.word(kind) + " of this fact.", "Write one of its values.");
        }
    }

    private static Optional<Vocabulary.Kind> kind(String word) {
        for (Vocabulary.Kind kind : Vocabulary.Kind.values()) {
            if (Reader.word(kind).equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    static String words(String name) {
        String words = name.replace('_', ' ').replace('-', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
