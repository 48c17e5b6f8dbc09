package collegium.app.security;

import collegium.tenancy.Body;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

/** What the error page shows where no controller answered: a code that it has words for, why a body is closed, and no detail of ours. */
@Component
class ErrorFacts extends DefaultErrorAttributes {

    private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 409, 413, 422, 429, 500, 503);

    @Override
    public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, @Nullable Object> facts = super.getErrorAttributes(request, options);
        int status = facts.get("status") instanceof Integer number ? number : 500;
        facts.put("code", String.valueOf(WORDED.contains(status) ? status : status < 500 ? 400 : 500));
        Optional<Host> host = request instanceof ServletWebRequest web ? Host.find(web.getRequest()) : Optional.empty();
        facts.put("details", host.flatMap(Host::body).flatMap(Body::suspendedBecause).filter(_ -> status == 503).stream().toList());
        // At a host that is nobody's there is no first page to lead to.
        facts.put("nowhere", host.isEmpty());
        return facts;
    }
}
