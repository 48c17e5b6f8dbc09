package collegium.app.pages;

import collegium.app.Client;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Goes through the product by its links, as one person; each kind of page once, whatever it is about. */
final class Crawl {

    private static final Pattern LINK = Pattern.compile("<a\\b[^>]*\\bhref=\"(/[^\"#]*)\"");
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<(input|select|textarea|button)\\b([^>]*)>(.*?)(?=<(?:input|select|textarea|button)\\b|$)", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z0-9_-]{43}");

    /** A page that was found. */
    record Found(String kind, String address, String html) {}

    /** A form of a page, with its fields as they came. */
    record Form(String page, String method, String action, List<Field> fields) {}

    record Field(String name, String type, String value) {}

    private final Client client;
    private final String origin;
    private final Map<String, Found> pages = new LinkedHashMap<>();

    private Crawl(Client client, String origin) {
        this.client = client;
        this.origin = origin;
    }

    /** Every kind of page that links lead to from the beginnings, in the order found. */
    static List<Found> pages(Client client, String origin, List<String> beginnings) {
        Crawl crawl = new Crawl(client, origin);
        Deque<String> ahead = new ArrayDeque<>(beginnings);
        while (!ahead.isEmpty()) {
            crawl.open(ahead.removeFirst()).ifPresent(html -> LINK.matcher(html).results()
                    .map(link -> HtmlUtils.htmlUnescape(link.group(1))).filter(path -> !crawl.pages.containsKey(kind(path))).forEach(ahead::addLast));
        }
        return List.copyOf(crawl.pages.values());
    }

    private Optional<String> open(String path) {
        if (pages.containsKey(kind(path)) || path.matches("/(static|fonts|webjars|body-|evidence).*")) {
            return Optional.empty();
        }
        HttpResponse<String> answer = client.get(origin + path);
        String location = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() == 302 && !location.contains("/sign-in")) {
            return open(URI.create(location).getPath());
        }
        boolean page = answer.statusCode() == 200 && answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (page) {
            pages.put(kind(path), new Found(kind(path), origin + path, answer.body()));
        }
        return Optional.of(answer.body()).filter(_ -> page);
    }

    /** A path without what it is about: two members' pages are one kind. */
    static String kind(String path) {
        int query = path.indexOf('?');
        return ID.matcher(query < 0 ? path : path.substring(0, query)).replaceAll("id");
    }

    static List<Form> forms(Found page) {
        return FORM.matcher(page.html()).results().map(form -> {
            Map<String, String> attributes = attributes(form.group(1));
            List<Field> fields = new ArrayList<>();
            FIELD.matcher(form.group(2)).results().forEach(field -> field(field.group(1), attributes(field.group(2)), field.group(3)).ifPresent(fields::add));
            return new Form(page.kind(), attributes.getOrDefault("method", "get"), HtmlUtils.htmlUnescape(attributes.getOrDefault("action", "")), fields);
        }).toList();
    }

    private static Optional<Field> field(String tag, Map<String, String> attributes, String inner) {
        String name = attributes.getOrDefault("name", "");
        String value = HtmlUtils.htmlUnescape(switch (tag) {
            case "textarea" -> inner.replaceFirst("(?s)</textarea>.*", "");
            case "select" -> chosen(inner);
            default -> attributes.getOrDefault("value", "");
        });
        String type = tag.equals("input") || tag.equals("button") ? attributes.getOrDefault("type", tag.equals("input") ? "text" : "submit") : tag;
        return name.isEmpty() ? Optional.empty() : Optional.of(new Field(name, type, value));
    }

    /** The option that is chosen, or the last, which says something where the first says "choose". */
    private static String chosen(String options) {
        String last = "";
        for (Matcher option = OPTION.matcher(options); option.find();) {
            last = attributes(option.group(1)).getOrDefault("value", last);
            if (option.group(1).contains("selected")) {
                return last;
            }
        }
        return last;
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTE.matcher(text).results().forEach(one -> attributes.put(one.group(1), one.group(2)));
        return attributes;
    }
}
