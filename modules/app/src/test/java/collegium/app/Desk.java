package collegium.app;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.OneTimeToken;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.tenancy.Body;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A person with roles at a body, signed in without scripts: opens pages and sends their forms. */
final class Desk {

    private static final String PASSWORD = "correct horse battery";
    private final Client client = new Client();
    private final Body body;
    private final AccountId account;

    private Desk(Body body, AccountId account) {
        this.body = body;
        this.account = account;
    }

    static Desk at(Body body, Role... roles) {
        Accounts accounts = Running.part(Accounts.class);
        String email = String.join("-", Set.of(roles).stream().map(role -> role.name().toLowerCase(Locale.ROOT)).sorted().toList()) + "@example.org";
        AccountId account = accounts.open(job(body), email, "Somebody", Set.of(roles));
        OneTimeToken link = accounts.link(job(body), account, true);
        accounts.setPassword(job(body), link, Running.hash(PASSWORD));
        Desk desk = new Desk(body, account);
        desk.client.post(Running.at(body, "/sign-in"), Running.at(body, "/sign-in"), Map.of("username", email, "password", PASSWORD));
        return desk;
    }

    /** A call by the product itself, to lay out what a test needs. */
    static Call job(Body body) {
        return new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
    }

    AccountId account() {
        return account;
    }

    HttpResponse<String> get(String path, String... headers) {
        return client.get(Running.at(body, path), headers);
    }

    /** Sends the form of a page; where it was sent on, the page that it leads to. */
    HttpResponse<String> send(String page, String path, Map<String, String> fields) {
        HttpResponse<String> answer = client.post(Running.at(body, page), Running.at(body, path), fields);
        return follow(answer);
    }

    /** The same with a field that stands in the form several times. */
    HttpResponse<String> sendRepeated(String page, String path, Map<String, String> fields, String repeated, String... values) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", Client.csrf(get(page).body()));
        return follow(client.postBare(Running.at(body, path) + "?" + Stream.of(values)
                .map(value -> repeated + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)).collect(Collectors.joining("&")), all));
    }

    private HttpResponse<String> follow(HttpResponse<String> answer) {
        return answer.statusCode() == 302 ? client.get(answer.headers().firstValue("Location").orElseThrow()) : answer;
    }

    /** Sends a form with a file. */
    HttpResponse<String> sendFile(String page, String path, Map<String, String> fields, String fileField, String fileName, byte[] file) {
        return follow(client.postFile(Running.at(body, page), Running.at(body, path), fields, fileField, fileName, file));
    }

    HttpResponse<String> sendFile(String page, String path, Map<String, String> fields, String fileName, String file) {
        return sendFile(page, path, fields, "file", fileName, file.getBytes(StandardCharsets.UTF_8));
    }
}
