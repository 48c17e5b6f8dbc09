package collegium.app.security;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/** What the error page shows where no controller answered: a code that it has words for, and no detail of ours. */
@Component
class ErrorFacts extends DefaultErrorAttributes {

    private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 409, 413, 422, 429, 500, 503);

    @Override
    public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, @Nullable Object> facts = super.getErrorAttributes(request, options);
        int status = facts.get("status") instanceof Integer number ? number : 500;
        facts.put("code", String.valueOf(WORDED.contains(status) ? status : status < 500 ? 400 : 500));
        facts.put("details", List.of());
        return facts;
    }
}
