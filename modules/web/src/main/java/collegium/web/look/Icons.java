package collegium.web.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tabler's icons, read from their package and written into the page, where they take the text's colour. */
final class Icons {

    private static final Pattern INSIDE = Pattern.compile("<svg[^>]*>(.*)</svg>", Pattern.DOTALL);
    private static final Pattern BOX = Pattern.compile("<path stroke=\"none\" d=\"M0 0h24v24H0z\" fill=\"none\"\\s*/>");
    private final String version;
    private final Map<String, String> read = new ConcurrentHashMap<>();

    Icons(String version) {
        this.version = version;
    }

    /** The icon as markup; a name that ends in {@code -filled} is of the filled set. An icon that is not there is our mistake. */
    String svg(String name, String classes) {
        boolean filled = name.endsWith("-filled");
        String all = "icon" + (filled ? " icon-fill" : "") + (classes.isBlank() ? "" : " " + classes);
        return "<svg class=\"" + all + "\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">" + read.computeIfAbsent(name, this::load) + "</svg>";
    }

    private String load(String name) {
        boolean filled = name.endsWith("-filled");
        String file = filled ? "filled/" + name.substring(0, name.length() - "-filled".length()) : "outline/" + name;
        String path = "META-INF/resources/webjars/tabler__icons/" + version + "/icons/" + file + ".svg";
        try (InputStream in = Icons.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no icon " + name);
            }
            Matcher inside = INSIDE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return inside.find() ? BOX.matcher(inside.group(1)).replaceAll("").replaceAll("\\s*\\n\\s*", "") : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
