package collegium.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * What modules may know of each other.
 *
 * @param root the package whose sub-packages are the modules
 */
public record Modules(String root) {

    /** From left to right; a module calls only to the right. */
    private static final List<String> CHAIN = List.of(
            "app", "web", "compliance", "peerreview", "peergroups", "portfolios", "requirements", "membership", "tenancy", "database", "kernel");

    /** Beside the chain: who may call it, and the first of the chain that it may call. */
    private static final String NOTIFICATIONS = "notifications";
    private static final Set<String> NOTIFYING = Set.of("app", "web", "compliance", "peerreview", "peergroups", "portfolios");
    private static final String NOTIFIED_FROM = "membership";

    /** Sub-packages that others are meant to use; every other one is its module's own affair. */
    private static final Map<String, Set<String>> OPEN = Map.of(
            "database", Set.of("tenant", "platform"),
            "requirements", Set.of("engine", "schemes"));

    /** Calls go to the right alone. */
    public ArchRule callOnlyToTheRight() {
        return each("call only to the right", (type, events) -> {
            String from = module(type).orElseThrow();
            if (!CHAIN.contains(from) && !from.equals(NOTIFICATIONS)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is in no module that is known: give "
                        + from + " its place in collegium.architecture.Modules"));
                return;
            }
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                module(dependency.getTargetClass()).filter(to -> !to.equals(from) && !mayCall(from, to))
                        .ifPresent(to -> events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        }).because("a module that others stand on must not know them: whoever needs an answer calls to the right, "
                + "whoever reacts listens to an event, and the module on the right declares an interface where it must ask back");
    }

    private static boolean mayCall(String from, String to) {
        if (from.equals(NOTIFICATIONS)) {
            return CHAIN.indexOf(to) >= CHAIN.indexOf(NOTIFIED_FROM);
        }
        return to.equals(NOTIFICATIONS) ? NOTIFYING.contains(from) : CHAIN.indexOf(to) > CHAIN.indexOf(from);
    }

    /** A sub-package is its module's own affair. */
    public ArchRule leaveSubPackagesAlone() {
        return each("leave other modules' sub-packages alone", (type, events) -> {
            String from = module(type).orElseThrow();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                String to = module(target).orElse(from);
                boolean open = inside(target).isEmpty() || OPEN.getOrDefault(to, Set.of()).contains(inside(target).get());
                if (!to.equals(from) && !open) {
                    events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
            }
        }).because("a module's API stands in its root package; what has an inner life of its own is closed behind it");
    }

    /** What nobody outside its package uses is package-private. */
    public ArchRule hideWhatNobodyUses(Set<String> exceptions) {
        return ArchRuleDefinition.classes().that().resideInAPackage(root + "..").and().haveModifier(JavaModifier.PUBLIC)
                .and().areTopLevelClasses()
                .should(new ArchCondition<JavaClass>("be used outside of their package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean used = type.getDirectDependenciesToSelf().stream()
                                .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                        boolean framework = type.getAnnotations().stream()
                                .anyMatch(annotation -> annotation.getRawType().getName().startsWith("org.springframework"));
                        if (!used && !framework && !promised(type) && !generated(type) && !exceptions.contains(type.getName())) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " is public and used by no other package"));
                        }
                    }
                })
                .because("package-private is the default: what is public is a promise to other modules, and needs one that wants it");
    }

    /** An event, or named by what is public beside it, or by a bean: so others have it in hand without having written its name. */
    private static boolean promised(JavaClass type) {
        boolean event = type.isRecord() && type.getFields().stream().anyMatch(field -> field.getRawType().getSimpleName().equals("Call"));
        return event || type.getDirectDependenciesToSelf().stream().map(Dependency::getOriginClass).distinct()
                .filter(origin -> !outermost(origin).equals(type))
                .flatMap(origin -> origin.getCodeUnits().stream())
                .filter(code -> code.isAnnotatedWith("org.springframework.context.annotation.Bean")
                        || (code.getModifiers().contains(JavaModifier.PUBLIC) && outermost(code.getOwner()).getModifiers().contains(JavaModifier.PUBLIC)))
                .flatMap(code -> Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream()))
                .flatMap(named -> named.getAllInvolvedRawTypes().stream())
                .anyMatch(named -> outermost(named).equals(type));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getBaseComponentType().getEnclosingClass().map(Modules::outermost).orElse(type.getBaseComponentType());
    }

    /** Nothing may be null unless it says so. */
    public ArchRule areNullMarked() {
        return each("be in packages that are @NullMarked", (type, events) -> {
            if (!generated(type) && !type.getPackage().isAnnotatedWith(NullMarked.class)) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a package without @NullMarked"));
            }
        }).because("NullAway checks marked packages alone: a package without the mark is not checked at all");
    }

    /** Names say what a thing is. */
    public ArchRule haveTellingNames() {
        return each("have telling names", (type, events) -> {
            if (type.getSimpleName().matches(".*(Service|Manager|Helper|Utils?|DTO|Dto|Impl)")) {
                events.add(SimpleConditionEvent.violated(type, type.getName() + " has a name that says nothing"));
            }
        }).because("a module's API is a plural noun, its SQL a Store, a command an imperative, an event past tense (docs, style)");
    }

    private ArchRule each(String description, BiConsumer<JavaClass, ConditionEvents> check) {
        return ArchRuleDefinition.classes().that().resideInAPackage(root + ".*..").should(new ArchCondition<JavaClass>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (module(type).isPresent()) {
                    check.accept(type, events);
                }
            }
        });
    }

    /** The module of one of our classes; test support belongs to none. */
    private Optional<String> module(JavaClass type) {
        return below(type).map(path -> path.split("\\.", -1)[0]).filter(name -> !name.isEmpty() && !Set.of("testing", "architecture").contains(name));
    }

    private Optional<String> inside(JavaClass type) {
        return below(type).map(path -> path.split("\\.", -1)).filter(path -> path.length > 1).map(path -> path[1]);
    }

    private Optional<String> below(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(root + ".") ? Optional.of(name.substring(root.length() + 1)) : Optional.empty();
    }

    private boolean generated(JavaClass type) {
        return type.getPackageName().startsWith(root + ".database.tenant") || type.getPackageName().startsWith(root + ".database.platform");
    }
}
