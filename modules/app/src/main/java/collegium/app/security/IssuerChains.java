package collegium.app.security;

import collegium.membership.SigningKeys;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Each body is an issuer of tokens of its own at its own origin, and its API takes those alone. */
@Configuration(proxyBeanMethods = false)
class IssuerChains {

    static final String CONSENT = "/oauth2/consent";
    private static final String USER_INFO = "/userinfo";

    /** Without an issuer of its own it takes the origin that was asked, which is known to be a body's. */
    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().build();
    }

    /** The key that signs stands first, with its private part, which the protocol never shows. */
    @Bean
    JWKSource<SecurityContext> signingKeySource(SigningKeys keys, Clock clock) {
        return (selector, _) -> {
            Instant at = clock.instant();
            var body = Host.bodyInHand().id();
            JWK signing = keys.signing(body, at);
            List<JWK> all = new ArrayList<>(List.of(signing));
            keys.checking(body, at).stream().filter(key -> !key.getKeyID().equals(signing.getKeyID())).forEach(all::add);
            return selector.select(new JWKSet(all));
        };
    }

    /** For the protocol's own address of who somebody is; the API asks more than a signature. */
    @Bean
    JwtDecoder accessTokens(BearerCheck bearers) {
        return token -> bearers.read(Host.inHand(), token);
    }

    @Bean
    @Order(10)
    SecurityFilterChain issuer(HttpSecurity http, Directory directory) {
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            protocol(server);
        });
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        http.exceptionHandling(refused -> refused.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/sign-in")));
        http.oauth2ResourceServer(tokens -> tokens.bearerTokenResolver(forUserInfo()));
        http.addFilterBefore(new BodiesOnly(), SecurityContextHolderFilter.class);
        http.addFilterAfter(new StillThere(directory), SecurityContextHolderFilter.class);
        Headers.on(http);
        return http.build();
    }

    /** A token never stands for the person where more tokens are given out: it could widen itself. */
    private static BearerTokenResolver forUserInfo() {
        DefaultBearerTokenResolver tokens = new DefaultBearerTokenResolver();
        return request -> USER_INFO.equals(request.getRequestURI()) ? tokens.resolve(request) : null;
    }

    private static void protocol(OAuth2AuthorizationServerConfigurer server) {
        server.authorizationEndpoint(authorization -> authorization.consentPage(CONSENT));
        server.clientAuthentication(clients -> clients.authenticationProviders(IssuerChains::quickSecrets));
        server.oidc(oidc -> oidc.providerConfigurationEndpoint(configuration -> configuration.providerConfigurationCustomizer(
                said -> said.idTokenSigningAlgorithms(algorithms -> {
                    algorithms.clear();
                    algorithms.add("ES256");
                }))));
    }

    private static void quickSecrets(List<AuthenticationProvider> providers) {
        providers.stream().filter(ClientSecretAuthenticationProvider.class::isInstance).map(ClientSecretAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setPasswordEncoder(new RegisteredConnections.Secrets()));
    }

    @Bean
    @Order(20)
    SecurityFilterChain api(HttpSecurity http, BearerCheck bearers, ApiRefusals refusals) {
        http.securityMatcher("/api/**");
        http.authorizeHttpRequests(requests -> requests
                .requestMatchers("/api/openapi.json").permitAll()
                .anyRequest().authenticated());
        http.csrf(csrf -> csrf.disable());
        http.requestCache(remembered -> remembered.disable());
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.oauth2ResourceServer(tokens -> tokens.authenticationManagerResolver(bearers).authenticationEntryPoint(refusals));
        http.exceptionHandling(refused -> refused.authenticationEntryPoint(refusals));
        http.addFilterBefore(new BodiesOnly(), SecurityContextHolderFilter.class);
        Headers.on(http);
        return http.build();
    }
}
