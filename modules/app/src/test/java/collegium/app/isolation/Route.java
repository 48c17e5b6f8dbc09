package collegium.app.isolation;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.method.HandlerMethod;

/**
 * A way into the product.
 *
 * @param pattern as it is registered, such as {@code /activities/{id}}
 * @param origin what answers there, for messages
 * @param code the method that answers, where it is one
 */
public record Route(String method, String pattern, String origin, Optional<HandlerMethod> code) implements Comparable<Route> {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([^}:]+)(:[^}]*)?}");

    /** Each variable of the path, after the word that stands before it: {@code activities/id}. */
    public List<String> variables() {
        List<String> parts = List.of(pattern.split("/", -1));
        return parts.stream().flatMap(part -> VARIABLE.matcher(part).results().map(found -> before(parts, part) + "/" + found.group(1))).toList();
    }

    private static String before(List<String> parts, String part) {
        return parts.subList(0, parts.indexOf(part)).reversed().stream().filter(word -> !word.contains("{")).findFirst().orElse("");
    }

    public boolean reads() {
        return method.equals("GET");
    }

    /** The path with each variable filled in; what a wildcard takes is a file that is not there. */
    String path(UnaryOperator<String> values) {
        StringBuilder path = new StringBuilder();
        var names = variables().iterator();
        var matcher = VARIABLE.matcher(pattern);
        while (matcher.find()) {
            matcher.appendReplacement(path, Matcher.quoteReplacement(values.apply(names.next())));
        }
        matcher.appendTail(path);
        return path.toString().replace("/**", "/no-such-file").replace("*", "x");
    }

    @Override
    public int compareTo(Route other) {
        return (pattern + " " + method).compareTo(other.pattern + " " + other.method);
    }

    @Override
    public String toString() {
        return method + " " + pattern + " (" + origin + ")";
    }
}
