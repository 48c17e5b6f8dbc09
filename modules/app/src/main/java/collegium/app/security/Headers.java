package collegium.app.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers of every answer: nothing inline, nothing from elsewhere, no frame. */
final class Headers {

    static final String POLICY = String.join("; ",
            "default-src 'none'", "style-src 'self'", "script-src 'self'", "font-src 'self'", "img-src 'self'",
            "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'");

    private Headers() {}

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
