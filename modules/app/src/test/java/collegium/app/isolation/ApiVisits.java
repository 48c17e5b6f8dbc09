package collegium.app.isolation;

import collegium.app.Client;
import collegium.app.Running;
import collegium.kernel.Call;
import collegium.kernel.Role;
import collegium.portfolios.Activity;
import collegium.portfolios.Portfolios;
import collegium.portfolios.RecordActivity;
import collegium.tenancy.Bodies;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Everybody who has no business in an operation of one body's API, each calling it; what they should not have been told is kept as a finding. */
final class ApiVisits {

    private final BodyAtWork visited = new BodyAtWork("Zenobia");
    private final BodyAtWork other = new BodyAtWork("Theodora");
    private final BodyAtWork suspended = new BodyAtWork("Orsolya");
    private final List<Bearer> ofVisited = Bearer.all(visited);
    private final List<Bearer> besides = Bearer.apps(visited, "MEMBER-2");
    private final List<Bearer> ofOther = Bearer.all(other);
    private final List<Bearer> ofSuspended = Bearer.all(suspended);
    private final List<Client> sessions = Stream.of(Role.MEMBER, Role.REVIEWER, Role.OFFICER, Role.ADMINISTRATOR).map(role -> visited.signedIn(role.name())).toList();
    private final Client nobody = new Client();
    private final List<String> findings = new ArrayList<>();
    private int count;

    ApiVisits() {
        Running.part(Bodies.class).suspend(Running.operation(), suspended.body.id(), "The contract ended.");
    }

    Set<Operation> operations() {
        return Operations.of(visited);
    }

    int count() {
        return count;
    }

    /** Calls every operation as everybody to whom it is closed; what is returned should not be. */
    List<String> closed(Set<Operation> operations) {
        findings.clear();
        Activity named = activity();
        Map<String, String> before = visited.everything();
        operations.forEach(operation -> closed(operation, named));
        Map<String, String> after = visited.everything();
        before.forEach((table, rows) -> {
            if (!rows.equals(after.get(table))) {
                findings.add("The calls changed " + table + ": " + rows + " became " + after.get(table));
            }
        });
        return List.copyOf(findings);
    }

    private void closed(Operation operation, Activity named) {
        String at = visited.at("");
        refused(operation, "nobody", ask(operation, named, nobody, at), 401);
        refused(operation, "somebody with a token in the address", ask(operation, named, nobody, at, "access_token=" + ofVisited.getFirst().token()), 401);
        refused(operation, "somebody with a token that is none", bearing(operation, named, at, "none"), 401);
        sessions.forEach(session -> refused(operation, "a session", ask(operation, named, session, at), 401));
        ofVisited.stream().filter(bearer -> !operation.scopes().contains(bearer.scope()))
                .forEach(bearer -> refused(operation, bearer.toString(), bearing(operation, named, at, bearer.token()), 403));
        if (operation.names()) {
            besides.stream().filter(bearer -> operation.scopes().contains(bearer.scope()))
                    .forEach(bearer -> refused(operation, bearer.toString(), bearing(operation, named, at, bearer.token()), 404));
        }
        ofOther.forEach(bearer -> {
            refused(operation, bearer + " of another body", bearing(operation, named, at, bearer.token()), 401);
            unmarked(operation, bearer + " of another body at home", bearing(operation, named, other.at(""), bearer.token()));
        });
        ofVisited.forEach(bearer -> {
            refused(operation, bearer + " at the platform", bearing(operation, named, Running.atPlatform(""), bearer.token()), 404);
            refused(operation, bearer + " at an unknown host", bearing(operation, named, "http://nobody.localhost:" + Running.port(), bearer.token()), 404);
        });
        ofSuspended.forEach(bearer -> refused(operation, bearer + " of a suspended body", bearing(operation, named, suspended.at(""), bearer.token()), 503));
    }

    /** Who may call an operation is answered: otherwise every refusal above could be one of a call that is wrong in itself. */
    List<String> open(Set<Operation> operations) {
        findings.clear();
        for (Operation operation : operations) {
            ofVisited.stream().filter(bearer -> operation.scopes().contains(bearer.scope())).forEach(bearer -> {
                HttpResponse<String> answer = bearing(operation, activity(), visited.at(""), bearer.token());
                if (answer.statusCode() / 100 != 2) {
                    findings.add("%s answered %d to %s, whom its description lets in: %s".formatted(operation, answer.statusCode(), bearer, answer.body()));
                }
            });
        }
        return List.copyOf(findings);
    }

    private Activity activity() {
        Call self = visited.self();
        return Running.part(Portfolios.class).record(self, self.member().orElseThrow(), RecordActivity.on(self.today(), visited.mark + " seminar", "course", "hours", "1"));
    }

    /** What stands where an operation asks for something of that name. */
    private Map<String, ?> known(Activity named) {
        return Map.ofEntries(
                Map.entry("id", named.id()), Map.entry("If-Match", "\"" + named.revision() + "\""), Map.entry("Idempotency-Key", UUID.randomUUID()),
                Map.entry("member", "MEMBER"), Map.entry("number", "MEMBER"), Map.entry("familyName", "MEMBER"),
                Map.entry("from", "2020-01-01"), Map.entry("to", "2099-01-01"), Map.entry("state", Activity.State.RECORDED), Map.entry("limit", 5),
                Map.entry("title", "Words"), Map.entry("started", visited.product().today()), Map.entry("type", "course"), Map.entry("measures", Map.of("hours", 1)));
    }

    private HttpResponse<String> bearing(Operation operation, Activity named, String origin, String token) {
        return ask(operation, named, nobody, origin, "", "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> ask(Operation operation, Activity named, Client client, String origin) {
        return ask(operation, named, client, origin, "");
    }

    private HttpResponse<String> ask(Operation operation, Activity named, Client client, String origin, String query, String... headers) {
        count++;
        Operation.Filled filled = operation.filled(known(named));
        List<String> all = new ArrayList<>(filled.headers());
        all.addAll(List.of(headers));
        all.addAll(List.of("Accept", "application/json", "Content-Type", "application/json"));
        String address = origin + filled.path();
        return client.ask(operation.method(), query.isEmpty() ? address : address + (address.contains("?") ? "&" : "?") + query,
                filled.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(filled.body()), all.toArray(String[]::new));
    }

    private void refused(Operation operation, String caller, HttpResponse<String> answer, int as) {
        if (answer.statusCode() != as) {
            findings.add("%s answered %d and not %d to: %s".formatted(operation, answer.statusCode(), as, caller));
        }
        unmarked(operation, caller, answer);
    }

    private void unmarked(Operation operation, String caller, HttpResponse<String> answer) {
        if (answer.body().contains(visited.mark) || answer.headers().toString().contains(visited.mark)) {
            findings.add(operation + " showed what belongs to the visited body to: " + caller);
        }
        if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
            findings.add(operation + " failed with " + answer.statusCode() + " for: " + caller);
        }
    }
}
