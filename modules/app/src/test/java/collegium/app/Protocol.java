package collegium.app;

import collegium.membership.Connections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What another system does: asks for tokens as the protocol says, and calls the API with them. */
public final class Protocol {

    /** Where an app takes a member back to; nothing listens there. */
    public static final String BACK = "https://app.example/back";
    static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-and-more";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private Protocol() {}

    /** A body that gives out tokens, by the addresses of its pages. */
    public interface Issuer {

        String at(String path);
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static HttpResponse<String> call(String method, String address, String token, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).header("Accept", "application/json")
                .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> encode(field.getKey()) + "=" + encode(field.getValue())).collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What the address asks for, by name. */
    static Map<String, String> query(String address) {
        Map<String, String> query = new LinkedHashMap<>();
        Stream.of(URI.create(address).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .forEach(pair -> query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return query;
    }

    static HttpResponse<String> token(Issuer at, Connections.Registered client, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at.at("/oauth2/token"))).header("Content-Type", "application/x-www-form-urlencoded");
        client.secret().ifPresentOrElse(secret -> request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                (client.connection().id() + ":" + secret).getBytes(StandardCharsets.UTF_8))), () -> all.put("client_id", client.connection().id()));
        return send(request.POST(HttpRequest.BodyPublishers.ofString(form(all))).build());
    }

    public static String systemToken(Issuer at, Connections.Registered client, String scope) {
        return json(token(at, client, Map.of("grant_type", "client_credentials", "scope", scope))).get("access_token").asString();
    }

    static String authorization(Issuer at, Connections.Registered client, String scope) {
        return at.at("/oauth2/authorize?") + form(Map.of("response_type", "code", "client_id", client.connection().id(), "scope", scope,
                "redirect_uri", BACK, "state", "the-apps-own", "code_challenge", challenge(), "code_challenge_method", "S256"));
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    /** The member agrees in their browser; what comes back is the code. */
    static String code(Issuer at, Client browser, Connections.Registered client, String scope) {
        String next = location(browser.get(authorization(at, client, scope)));
        if (next.contains("/oauth2/consent")) {
            Map<String, String> asked = query(next);
            String fields = form(Map.of("client_id", client.connection().id(), "state", asked.get("state")))
                    + Stream.of(scope.split(" ")).filter(one -> !one.equals("openid")).map(one -> "&scope=" + one).collect(Collectors.joining());
            next = location(browser.postText(at.at("/oauth2/authorize"), fields));
        }
        return query(next).getOrDefault("code", "none: " + next);
    }

    static HttpResponse<String> exchange(Issuer at, Connections.Registered client, String code) {
        return token(at, client, Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", BACK, "code_verifier", VERIFIER));
    }

    /** A token of the member's, had the whole way. */
    static String memberToken(Society at, Connections.Registered client, String scope) {
        return memberToken(at, at.signedIn(Society.EMAIL), client, scope);
    }

    /** The same of whoever has signed in to that browser. */
    public static String memberToken(Issuer at, Client browser, Connections.Registered client, String scope) {
        return json(exchange(at, client, code(at, browser, client, scope))).get("access_token").asString();
    }
}
