package collegium.app.isolation;

import jakarta.servlet.Filter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Finds every way into a running application: its controllers, files, functional routes, and what filters of security answer themselves. */
public final class Routes {

    /** Of tests: whoever adds a route for a while does so alone, and whoever visits all that are there meanwhile sees none of those. */
    public static final String FOUND = "routes";

    private static final Pattern PATTERN = Pattern.compile("\\[?(?:(GET|POST|PUT|PATCH|DELETE) )?(/[^\\]]*)]?$");
    private final Set<Route> found = new TreeSet<>();

    private Routes() {}

    public static Set<Route> of(ApplicationContext context) {
        Routes routes = new Routes();
        context.getBeansOfType(HandlerMapping.class, true, true).values().forEach(routes::mapping);
        context.getBeansOfType(SecurityFilterChain.class).values().forEach(chain -> chain.getFilters().forEach(routes::filter));
        return routes.found;
    }

    private void mapping(HandlerMapping mapping) {
        switch (mapping) {
            case RequestMappingInfoHandlerMapping methods -> methods.getHandlerMethods().forEach(this::method);
            case AbstractUrlHandlerMapping urls -> {
                urls.getHandlerMap().forEach((pattern, handler) -> add("GET", pattern, handler.getClass().getSimpleName(), Optional.empty()));
                Optional.ofNullable(urls.getRootHandler()).ifPresent(handler -> add("GET", "/", handler.getClass().getSimpleName(), Optional.empty()));
            }
            // The product has none; whoever writes the first one teaches this class to read it.
            case RouterFunctionMapping functions -> Optional.ofNullable(functions.getRouterFunction()).ifPresent(this::unknown);
            default -> {
                // On the management port one mapping asks all others, which are beans themselves.
                if (!mapping.getClass().getSimpleName().equals("CompositeHandlerMapping")) {
                    unknown(mapping);
                }
            }
        }
    }

    /** Fails the suite, since no area covers it. */
    private void unknown(Object found) {
        add("GET", "/routes-of-an-unknown-kind", found.getClass().getName() + " " + found, Optional.empty());
    }

    private void method(RequestMappingInfo info, HandlerMethod code) {
        Set<String> methods = new TreeSet<>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
        for (String pattern : info.getPatternValues()) {
            for (String method : methods.isEmpty() ? Set.of("GET", "POST") : methods) {
                add(method, pattern, code.getBeanType().getSimpleName() + "#" + code.getMethod().getName(), Optional.of(code));
            }
        }
    }

    private void add(String method, String pattern, String origin, Optional<HandlerMethod> code) {
        found.add(new Route(method, pattern.startsWith("/") ? pattern : "/" + pattern, origin, code));
    }

    /** Filters that answer by themselves (sign-out, tokens, discovery) keep the path that they wait for as a matcher. */
    private void filter(Filter filter) {
        String origin = filter.getClass().getSimpleName();
        if (origin.matches("(Csrf|RequestCache\\w*|ExceptionTranslation|Authorization|Header\\w*)Filter")) {
            return;
        }
        for (Class<?> type = filter.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && RequestMatcher.class.isAssignableFrom(field.getType())) {
                    matcher(value(field, filter), origin, new HashSet<>());
                }
            }
        }
    }

    private void matcher(Object value, String origin, Set<Integer> seen) {
        if (!seen.add(System.identityHashCode(value))) {
            return;
        }
        switch (value) {
            case PathPatternRequestMatcher path -> {
                Matcher parts = PATTERN.matcher(path.toString());
                if (parts.find()) {
                    List<String> methods = parts.group(1) == null ? List.of("GET", "POST") : List.of(parts.group(1));
                    methods.forEach(method -> add(method, parts.group(2), origin, Optional.empty()));
                }
            }
            case Collection<?> several -> several.forEach(each -> matcher(each, origin, seen));
            case RequestMatcher other -> Stream.of(other.getClass().getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive())
                    .forEach(field -> matcher(value(field, other), origin, seen));
            default -> { }
        }
    }

    private static Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            Object value = field.get(owner);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new AssertionError("A filter's path cannot be read: " + field, e);
        }
    }
}
