package collegium.web.member;

import collegium.requirements.engine.Condition;
import collegium.requirements.engine.Crediting;
import collegium.requirements.engine.Measured;
import collegium.requirements.engine.Requirement;
import collegium.requirements.engine.Scheme;
import collegium.requirements.engine.Unit;
import collegium.requirements.engine.Version;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the schemes that apply to a member have words for, all of them together, the member's own body first. */
public record SchemeWords(List<Scheme> schemes) {

    static final String HOURS = "hours";

    /** Said by itself on every form, whatever a scheme makes of it. */
    private static final Set<String> SAID_ELSEWHERE = Set.of("structured", "unstructured");

    /** One that can be chosen. */
    public record Choice(String value, String name) {}

    /**
     * What an artefact has to be so that a requirement counts it.
     *
     * @param kind of tag
     * @param requirement for which it counts only so
     */
    public record Needs(String kind, List<Choice> values, String requirement) {}

    /** The values of a kind of tag: type, topic, flag, mode. */
    public List<Choice> choices(String kind) {
        Map<String, String> values = new LinkedHashMap<>();
        schemes.forEach(scheme -> scheme.vocabulary().tags().getOrDefault(kind, Map.of()).forEach(values::putIfAbsent));
        SAID_ELSEWHERE.forEach(values::remove);
        return values.entrySet().stream().map(value -> new Choice(value.getKey(), value.getValue())).toList();
    }

    public String title(String kind, String value) {
        return schemes.stream().map(scheme -> scheme.vocabulary().tags().getOrDefault(kind, Map.of()).get(value)).filter(Objects::nonNull)
                .findFirst().orElse(value.replace('_', ' ').replace('-', ' '));
    }

    /** Time is claimed in hours, whatever a scheme makes of it: so the same claim counts in every scheme that applies. */
    String unit() {
        return schemes.stream().findFirst().map(Scheme::unit).filter(unit -> unit.minutes().isEmpty()).map(Unit::plural).orElse(HOURS);
    }

    /** The unit as it follows the amount: 1 hour, 2 hours. */
    String after(BigDecimal amount, String plural) {
        return schemes.stream().map(Scheme::unit).filter(unit -> amount.compareTo(BigDecimal.ONE) == 0 && unit.plural().equals(plural)).map(Unit::name)
                .findFirst().orElse(plural);
    }

    /** What else an activity may bring: a measure that a scheme names, the unit of another scheme, hours where a scheme converts them. */
    List<Choice> measures(String hours) {
        Map<String, String> named = new LinkedHashMap<>();
        schemes.forEach(scheme -> named.putAll(scheme.vocabulary().measures()));
        schemes.stream().map(Scheme::unit).filter(unit -> unit.minutes().isEmpty()).forEach(unit -> named.putIfAbsent(unit.plural(), unit.plural()));
        boolean converted = schemes.stream().flatMap(scheme -> scheme.versions().stream()).map(Version::crediting)
                .flatMap(crediting -> crediting.conversions().stream()).map(Crediting.Conversion::from).flatMap(Optional::stream).anyMatch(HOURS::equals);
        if (converted || schemes.stream().anyMatch(scheme -> scheme.unit().minutes().isPresent())) {
            named.put(HOURS, hours);
        }
        named.remove(unit());
        return named.entrySet().stream().map(measure -> new Choice(measure.getKey(), measure.getValue())).toList();
    }

    /** Kinds of artefact, with their titles. */
    Map<String, String> artefacts() {
        Map<String, String> kinds = new LinkedHashMap<>();
        schemes.forEach(scheme -> scheme.vocabulary().artefacts().forEach(kinds::putIfAbsent));
        return kinds;
    }

    /** The requirements that count a kind of artefact. */
    List<String> requirementsOf(String artefact) {
        return requirements().filter(each -> each.measured() instanceof Measured.Artefacts measured && measured.kinds().contains(artefact))
                .map(Requirement::id).distinct().toList();
    }

    /** The kind of artefact that a requirement counts, where it counts one. */
    Optional<String> artefactOf(String requirement) {
        return requirements().filter(each -> each.id().equals(requirement)).map(Requirement::measured)
                .filter(Measured.Artefacts.class::isInstance).flatMap(measured -> ((Measured.Artefacts) measured).kinds().stream().sorted())
                .findFirst();
    }

    /** Whether a requirement looks at a fact of the member, which only a change of facts can meet. */
    boolean isOfFacts(String requirement) {
        return requirements().anyMatch(each -> each.id().equals(requirement) && each.measured() instanceof Measured.FactValue);
    }

    /** What a requirement says an artefact of the kind has to be. */
    List<Needs> conditions(String artefact) {
        return requirements()
                .filter(each -> each.measured() instanceof Measured.Artefacts measured && measured.kinds().contains(artefact))
                .flatMap(each -> tags(((Measured.Artefacts) each.measured()).where())
                        .filter(tag -> !Set.of("topic", "flag").contains(tag.kind()))
                        .map(tag -> new Needs(tag.kind(), tag.values().stream().sorted().map(value -> new Choice(value, title(tag.kind(), value))).toList(), each.title())))
                .distinct().toList();
    }

    private Stream<Requirement> requirements() {
        Set<Requirement> all = new LinkedHashSet<>();
        schemes.stream().flatMap(scheme -> scheme.versions().reversed().stream()).flatMap(version -> version.requirements().stream())
                .flatMap(SchemeWords::parts).forEach(all::add);
        return all.stream();
    }

    private static Stream<Requirement> parts(Requirement whole) {
        List<Requirement> parts = switch (whole.measured()) {
            case Measured.Options options -> options.options();
            case Measured.Together together -> together.parts();
            default -> List.of();
        };
        return Stream.concat(Stream.of(whole), parts.stream().flatMap(SchemeWords::parts));
    }

    private static Stream<Condition.Tag> tags(Condition condition) {
        return switch (condition) {
            case Condition.Tag tag -> Stream.of(tag);
            case Condition.All all -> all.parts().stream().flatMap(SchemeWords::tags);
            case Condition.Any any -> any.parts().stream().flatMap(SchemeWords::tags);
            default -> Stream.empty();
        };
    }
}
