package collegium.app.pages;

import static org.assertj.core.api.Assertions.assertThat;

import collegium.app.Client;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One form, sent over and over, each time with one thing wrong; and all forms that links lead to. */
record Attack(Client client, String origin, Crawl.Found page, Crawl.Form form, List<String> findings) {

    /** Marks what a browser would take for an element where text was written as it came. */
    private static final String PROBE = "<x-probe>";

    private static final List<String> HOSTILE = List.of(
            PROBE, "nul \0 inside", "\"'>" + PROBE, "javascript:alert(1)//" + PROBE, "{{7*7}}${7*7}#{7*7}" + PROBE, "__${T(java.lang.Runtime).getRuntime()}__::.x",
            "'; drop table member; --", "\u202Eright to left\u200B", "a\r\nSet-Cookie: evil=1\r\n\r\n" + PROBE,
            "../../../../etc/passwd", "%00%0d%0a", "=cmd|' /C calc'!A0", "👩‍👩‍👧‍👦 é ﷽ ÿ", "\uD800", " \t\n ",
            "-1", "0", "10000", "1e309", "NaN", "99999999999999999999", "１２", "0x10", "1,5,5", "31/02/2026", "2026-02-30", "0000-00-00", "99999-01-01",
            "not-one-of-the-choices", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-00000000000g", "x".repeat(100_000));

    /** Every night each field is sent all of them, and a second value besides; by day the first, and one of the others in turn. */
    private static final boolean ALL = "all".equals(System.getProperty("collegium.breadth"));

    /** What stands where a message is missing. */
    private static final Pattern UNWORDED = Pattern.compile("[?][?][\\w.-]+_[a-z]{2}");

    /** Whatever was found wrong in the forms on the pages that are reached from these, but for those that the given paths take. */
    static List<String> everywhere(Client client, String origin, List<String> beginnings, Set<String> but) {
        List<String> findings = new ArrayList<>();
        Set<String> done = new TreeSet<>();
        for (Crawl.Found page : Crawl.pages(client, origin, beginnings)) {
            worded(page.kind(), page.html(), findings);
            for (Crawl.Form form : Crawl.forms(page)) {
                if (!but.contains(form.action()) && done.add(form.method() + " " + Crawl.kind(form.action()) + form.fields().stream().map(Crawl.Field::name).toList())) {
                    new Attack(client, origin, page, form, findings).begin();
                }
            }
        }
        assertThat(done).as("forms found from " + beginnings).isNotEmpty();
        return findings;
    }

    private static void worded(String what, String html, List<String> findings) {
        Matcher missing = UNWORDED.matcher(html);
        if (missing.find()) {
            findings.add("no words for " + missing.group() + " on " + what);
        }
    }

    void begin() {
        List<Crawl.Field> fields = form.fields().stream().filter(field -> !field.name().equals("_csrf") && !field.type().equals("file")).toList();
        for (Crawl.Field field : fields) {
            hostile(field).forEach(text -> send(fields.stream().map(each -> each.equals(field) ? pair(each.name(), text) : usual(each)), field.name() + " = " + text));
            send(fields.stream().filter(each -> !each.equals(field)).map(this::usual), "without " + field.name());
            if (ALL) {
                send(fields.stream().flatMap(each -> each.equals(field) ? Stream.of(usual(each), pair(each.name(), PROBE)) : Stream.of(usual(each))), field.name() + " twice");
            }
        }
        send(Stream.of(), "nothing");
        send(fields.stream().map(field -> pair(field.name() + "[0].x", PROBE)), "names of another shape");
    }

    private List<String> hostile(Crawl.Field field) {
        int turn = Math.floorMod((Crawl.kind(form.action()) + field.name()).hashCode(), HOSTILE.size() - 1);
        return ALL ? HOSTILE : List.of(HOSTILE.getFirst(), HOSTILE.get(1 + turn));
    }

    /** What somebody would write there. */
    private String usual(Crawl.Field field) {
        String value = !field.value().isEmpty() ? field.value() : switch (field.type()) {
            case "date" -> LocalDate.now(ZoneOffset.UTC).toString();
            case "email" -> "somebody@example.org";
            default -> field.name().equals("amount") ? "1" : "Words";
        };
        return pair(field.name(), value);
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private void send(Stream<String> pairs, String what) {
        String sent = pairs.collect(Collectors.joining("&"));
        boolean get = form.method().equalsIgnoreCase("get");
        String token = page.html().contains("_csrf") ? Client.csrf(page.html()) : "";
        // What is too long for an address is no address.
        String query = sent.length() > 6000 ? sent.substring(0, 6000).replaceFirst("%.?$", "") : sent;
        HttpResponse<String> answer = get
                ? client.get(origin + form.action() + "?" + query)
                : client.ask("POST", origin + form.action(), BodyPublishers.ofString(sent + "&_csrf=" + token),
                        "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html");
        judge(answer, what);
        String to = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() == 302) {
            judge(client.get(URI.create(origin).resolve(to).toString()), what + ", then " + to);
        }
    }

    private void judge(HttpResponse<String> answer, String what) {
        String sent = "%s of %s with %s".formatted(form.action(), page.kind(), what.length() > 120 ? what.substring(0, 120) + "…" : what);
        int status = answer.statusCode();
        if (status >= 500) {
            findings.add(status + " from " + sent);
        }
        worded(sent, answer.body(), findings);
        if (answer.body().contains(PROBE)) {
            findings.add("written into the page: " + sent);
        }
        if (answer.headers().firstValue("Set-Cookie").filter(cookie -> cookie.contains("evil")).isPresent()) {
            findings.add("written into the headers: " + sent);
        }
        if (status >= 400 && status < 500 && !(answer.body().contains("<h1") && answer.body().contains("</html>"))) {
            findings.add(status + " without a page: " + sent);
        }
    }
}
