package collegium.app.security;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** Which requests need what, from the narrowest to the pages. */
@Configuration(proxyBeanMethods = false)
class Chains {

    /** What never depends on who asks: static files and the body's style sheet. No session is looked up for them. */
    static final String[] OPEN_FILES = {"/assets/**", "/webjars/**", "/favicon.ico", "/favicon.svg", "/body.css", "/body-logo", "/manifest.webmanifest"};

    /** The management port is bound to the loopback; a chain of its own, since the others would ask for a session. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) {
        http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain files(HttpSecurity http) {
        http.securityMatcher(OPEN_FILES)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        Headers.on(http);
        http.headers(headers -> headers.cacheControl(cache -> cache.disable()));
        return http.build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain pages(HttpSecurity http) {
        http.authorizeHttpRequests(requests -> requests
                .requestMatchers("/sign-in", "/error", "/actuator/health").permitAll()
                .anyRequest().authenticated());
        http.formLogin(form -> form.loginPage("/sign-in").permitAll());
        Headers.on(http);
        return http.build();
    }
}
