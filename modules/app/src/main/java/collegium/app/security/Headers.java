package collegium.app.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers of every answer: nothing inline, nothing from elsewhere, no frame. */
final class Headers {

    static final String POLICY = policy("");

    private Headers() {}

    /** The same for a page whose form may lead on to somewhere else: browsers hold {@code form-action} against redirects too. */
    static String policy(String onward) {
        return String.join("; ",
                "default-src 'none'", "style-src 'self'", "script-src 'self'", "font-src 'self'", "img-src 'self'",
                "connect-src 'self'", "manifest-src 'self'", ("form-action 'self' " + onward).strip(), "frame-ancestors 'none'", "base-uri 'none'");
    }

    static void on(HttpSecurity http) {
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                // Sent over TLS alone.
                .httpStrictTransportSecurity(tls -> tls.maxAgeInSeconds(31_536_000).includeSubDomains(false))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(
                        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"))
                .frameOptions(frame -> frame.deny()));
    }
}
