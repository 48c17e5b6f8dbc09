package collegium.app.member;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a test needs off a page. */
final class Pages {

    private Pages() {}

    /** The value of the first hidden field of the name. */
    static Optional<String> value(String html, String name) {
        return first(html, "<input type=\"hidden\" name=\"" + name + "\" value=\"([^\"]*)\"");
    }

    static Optional<String> first(String html, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(html);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
