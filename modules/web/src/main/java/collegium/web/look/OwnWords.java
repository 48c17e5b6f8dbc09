package collegium.web.look;

import collegium.membership.BodyWords;
import collegium.tenancy.Body;
import java.util.HashMap;
import java.util.Map;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The words of the body at whose host the page is asked for; none on the platform's pages. */
final class OwnWords {

    private final BodyWords words;

    OwnWords(BodyWords words) {
        this.words = words;
    }

    /** By their names in messages. */
    Map<String, String> current() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Map<String, String> own = new HashMap<>();
        if (request != null && request.getAttribute(Body.class.getName(), RequestAttributes.SCOPE_REQUEST) instanceof Body body) {
            words.of(body.id(), body.locale()).forEach((term, word) -> {
                own.put("term_" + term, word.singular());
                own.put("terms_" + term, word.plural());
            });
        }
        return own;
    }
}
