package collegium.app.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Which requests need what, from the narrowest to the pages. */
@Configuration(proxyBeanMethods = false)
class Chains {

    /** What never depends on who asks: static files and the body's style sheet. No session is looked up for them. */
    static final String[] OPEN_FILES = {"/static/**", "/fonts/**", "/webjars/**", "/body-*.css", "/logo", "/favicon.ico"};

    /** Each filter of each chain would be timed for every request, which nobody looks at; requests are timed by route as a whole. */
    @Bean
    SecurityObservationSettings requestsAsAWhole() {
        return SecurityObservationSettings.noObservations();
    }

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
    SecurityFilterChain pages(HttpSecurity http, Directory directory, PasswordCheck check, Unsent unsent) {
        http.authorizeHttpRequests(requests -> requests
                .requestMatchers("/sign-in", "/sign-in/refused", "/forgotten-password", "/set-password/**", "/error", "/actuator/health").permitAll()
                // The platform's first page names its bodies; a body's first page sends people where their role begins.
                .requestMatchers(request -> "/".equals(request.getRequestURI()) && Host.find(request).filter(Host.Platform.class::isInstance).isPresent()).permitAll()
                // A link is all that somebody without an account has; the module behind it checks the link.
                .requestMatchers("/confirm/**").permitAll()
                .anyRequest().authenticated());
        RequestCache pages = pagesOnly();
        Arrivals arrivals = new Arrivals(unsent);
        arrivals.setRequestCache(pages);
        http.requestCache(remembered -> remembered.requestCache(pages));
        http.authenticationProvider(check);
        http.formLogin(form -> form
                .loginPage("/sign-in")
                .authenticationDetailsSource((HttpServletRequest request) -> Origin.of(request))
                .successHandler(arrivals)
                .failureHandler(new SignInAnswers()));
        http.logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out").deleteCookies(SessionIds.COOKIE, Unsent.COOKIE));
        http.addFilterAfter(new StillThere(directory), SecurityContextHolderFilter.class);
        http.exceptionHandling(refused -> refused.accessDeniedHandler(new Denied(unsent)));
        Headers.on(http);
        return http.build();
    }

    /** After signing in a person comes back to the page that they asked for, never to a file that a page asked for. */
    private static RequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> "GET".equals(request.getMethod())
                && Optional.ofNullable(request.getHeader("Accept")).filter(accept -> accept.contains("text/html")).isPresent());
        return cache;
    }
}
