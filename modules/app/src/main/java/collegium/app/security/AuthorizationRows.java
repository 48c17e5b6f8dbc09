package collegium.app.security;

import static collegium.database.tenant.Tables.OAUTH2_AUTHORIZATION;

import collegium.database.tenant.tables.records.Oauth2AuthorizationRecord;
import collegium.kernel.OneTimeToken;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.security.jackson.SecurityJacksonModules;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/** What was granted, as a row and back. Of tokens the row has hashes; the one that was asked by comes back as it was shown. */
final class AuthorizationRows {

    private static final String HASHED = "sha256:";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(SecurityJacksonModules.getModules(AuthorizationRows.class.getClassLoader(),
                    BasicPolymorphicTypeValidator.builder().allowIfSubType(SignedIn.class)))
            .build();

    private AuthorizationRows() {}

    /** What is kept of a token. */
    static String kept(String token) {
        return HASHED + HexFormat.of().formatHex(OneTimeToken.of(token).hash());
    }

    private record Columns(TableField<Oauth2AuthorizationRecord, String> value, TableField<Oauth2AuthorizationRecord, Instant> issued,
            TableField<Oauth2AuthorizationRecord, Instant> expires, TableField<Oauth2AuthorizationRecord, String> metadata) {}

    private static final Columns CODE = new Columns(OAUTH2_AUTHORIZATION.AUTHORIZATION_CODE_VALUE, OAUTH2_AUTHORIZATION.AUTHORIZATION_CODE_ISSUED_AT,
            OAUTH2_AUTHORIZATION.AUTHORIZATION_CODE_EXPIRES_AT, OAUTH2_AUTHORIZATION.AUTHORIZATION_CODE_METADATA);
    private static final Columns ACCESS = new Columns(OAUTH2_AUTHORIZATION.ACCESS_TOKEN_VALUE, OAUTH2_AUTHORIZATION.ACCESS_TOKEN_ISSUED_AT,
            OAUTH2_AUTHORIZATION.ACCESS_TOKEN_EXPIRES_AT, OAUTH2_AUTHORIZATION.ACCESS_TOKEN_METADATA);
    private static final Columns REFRESH = new Columns(OAUTH2_AUTHORIZATION.REFRESH_TOKEN_VALUE, OAUTH2_AUTHORIZATION.REFRESH_TOKEN_ISSUED_AT,
            OAUTH2_AUTHORIZATION.REFRESH_TOKEN_EXPIRES_AT, OAUTH2_AUTHORIZATION.REFRESH_TOKEN_METADATA);
    private static final Columns IDENTITY = new Columns(OAUTH2_AUTHORIZATION.OIDC_ID_TOKEN_VALUE, OAUTH2_AUTHORIZATION.OIDC_ID_TOKEN_ISSUED_AT,
            OAUTH2_AUTHORIZATION.OIDC_ID_TOKEN_EXPIRES_AT, OAUTH2_AUTHORIZATION.OIDC_ID_TOKEN_METADATA);

    static Oauth2AuthorizationRecord row(OAuth2Authorization authorization) {
        Oauth2AuthorizationRecord row = new Oauth2AuthorizationRecord();
        row.setId(authorization.getId());
        row.setRegisteredClientId(authorization.getRegisteredClientId());
        row.setPrincipalName(authorization.getPrincipalName());
        row.setAuthorizationGrantType(authorization.getAuthorizationGrantType().getValue());
        row.setAuthorizedScopes(words(authorization.getAuthorizedScopes()));
        row.setAttributes(JSON.writeValueAsString(authorization.getAttributes()));
        row.setState(authorization.getAttribute(OAuth2ParameterNames.STATE));
        put(row, CODE, authorization.getToken(OAuth2AuthorizationCode.class));
        put(row, ACCESS, authorization.getToken(OAuth2AccessToken.class));
        put(row, REFRESH, authorization.getToken(OAuth2RefreshToken.class));
        put(row, IDENTITY, authorization.getToken(OidcIdToken.class));
        row.setAccessTokenType(Optional.ofNullable(authorization.getAccessToken()).map(token -> token.getToken().getTokenType().getValue()).orElse(null));
        row.setAccessTokenScopes(Optional.ofNullable(authorization.getAccessToken()).map(token -> words(token.getToken().getScopes())).orElse(null));
        return row;
    }

    private static String words(Set<String> scopes) {
        return scopes.stream().sorted().collect(Collectors.joining(","));
    }

    private static Set<String> words(@Nullable String kept) {
        return kept == null || kept.isEmpty() ? Set.of() : Set.of(kept.split(","));
    }

    private static void put(Oauth2AuthorizationRecord row, Columns columns, OAuth2Authorization.@Nullable Token<?> found) {
        Optional<? extends OAuth2Token> token = Optional.ofNullable(found).map(OAuth2Authorization.Token::getToken);
        row.set(columns.value(), token.map(OAuth2Token::getTokenValue).map(value -> value.startsWith(HASHED) ? value : kept(value)).orElse(null));
        row.set(columns.issued(), token.map(OAuth2Token::getIssuedAt).orElse(null));
        row.set(columns.expires(), token.map(OAuth2Token::getExpiresAt).orElse(null));
        row.set(columns.metadata(), Optional.ofNullable(found).map(one -> JSON.writeValueAsString(one.getMetadata())).orElse(null));
    }

    /**
     * What a row says.
     *
     * @param shown the token by which it was looked for; the protocol finds its part of the authorization by it again
     */
    static OAuth2Authorization authorization(Oauth2AuthorizationRecord row, RegisteredClient client, String shown) {
        OAuth2Authorization.Builder found = OAuth2Authorization.withRegisteredClient(client)
                .id(row.getId())
                .principalName(row.getPrincipalName())
                .authorizationGrantType(new AuthorizationGrantType(row.getAuthorizationGrantType()))
                .authorizedScopes(words(row.getAuthorizedScopes()))
                .attributes(attributes -> attributes.putAll(read(row.getAttributes())));
        add(found, row, CODE, shown, (value, _) -> new OAuth2AuthorizationCode(value, row.get(CODE.issued()), row.get(CODE.expires())));
        add(found, row, ACCESS, shown, (value, _) -> new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, value, row.get(ACCESS.issued()),
                row.get(ACCESS.expires()), words(row.getAccessTokenScopes())));
        add(found, row, REFRESH, shown, (value, _) -> new OAuth2RefreshToken(value, row.get(REFRESH.issued()), row.get(REFRESH.expires())));
        add(found, row, IDENTITY, shown, (value, metadata) -> new OidcIdToken(value, row.get(IDENTITY.issued()), row.get(IDENTITY.expires()), claims(metadata)));
        return found.build();
    }

    private interface Made<T extends OAuth2Token> {
        T of(String value, Map<String, Object> metadata);
    }

    private static <T extends OAuth2Token> void add(OAuth2Authorization.Builder found, Oauth2AuthorizationRecord row, Columns columns, String shown,
            Made<T> made) {
        String value = row.get(columns.value());
        if (value != null) {
            Map<String, Object> metadata = read(row.get(columns.metadata()));
            found.token(made.of(value.equals(kept(shown)) ? shown : value, metadata), all -> all.putAll(metadata));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> claims(Map<String, Object> metadata) {
        return metadata.get(OAuth2Authorization.Token.CLAIMS_METADATA_NAME) instanceof Map<?, ?> claims ? (Map<String, Object>) claims : Map.of();
    }

    private static Map<String, Object> read(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
    }
}
