package collegium.app.isolation;

import collegium.app.Client;
import collegium.app.Running;
import collegium.kernel.Role;
import collegium.tenancy.Bodies;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Everybody who has no business in a route of one body, each visiting it; what they should not have seen is kept as a finding. */
final class Visits {

    private final BodyAtWork visited = new BodyAtWork("Zephyrine");
    private final BodyAtWork other = new BodyAtWork("Thaddeus");
    private final BodyAtWork suspended = new BodyAtWork("Ottoline");
    private final List<Visitor> ofVisited = inEveryRole(visited);
    private final List<Visitor> besides = List.of(visitor(visited, Role.MEMBER, "MEMBER-2"), visitor(visited, Role.REVIEWER, "REVIEWER-2"));
    private final List<Visitor> ofOther = inEveryRole(other);
    private final List<Visitor> ofSuspended = List.of(visitor(suspended, Role.MEMBER, "MEMBER"), visitor(suspended, Role.ADMINISTRATOR, "ADMINISTRATOR"));
    private final Visitor operator = operator();
    private final List<String> findings = new ArrayList<>();
    private int count;

    Visits() {
        Running.part(Bodies.class).suspend(Running.operation(), suspended.body.id(), "The contract ended.");
    }

    /** Somebody with a browser, and a token for forms from a page that everybody may open. */
    private record Visitor(Role role, Client client, String token) {

        static Visitor of(Role role, Client client, String origin) {
            return new Visitor(role, client, Client.csrf(client.get(origin + "/forgotten-password").body()));
        }

        static Visitor nobody(String origin) {
            return of(Role.MEMBER, new Client(), origin);
        }

        String cookie() {
            return client.cookies().getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals("collegium-session"))
                    .map(cookie -> cookie.getName() + "=" + cookie.getValue()).findFirst().orElseThrow();
        }
    }

    private static Visitor visitor(BodyAtWork at, Role role, String who) {
        return Visitor.of(role, at.signedIn(who), Running.at(at.body, ""));
    }

    private static List<Visitor> inEveryRole(BodyAtWork at) {
        return Stream.of(Role.values()).filter(role -> role != Role.OPERATOR).map(role -> visitor(at, role, role.name())).toList();
    }

    private static Visitor operator() {
        return Visitor.of(Role.OPERATOR, Running.operator(), Running.atPlatform(""));
    }

    /** Visits every route; what is returned should not be. */
    List<String> everywhere(Set<Route> routes) {
        findings.clear();
        Map<String, String> before = visited.everything();
        for (Route route : routes) {
            Optional<Areas.Area> area = Areas.of(route);
            if (area.isEmpty()) {
                findings.add("New and unknown to the isolation suite: " + route + ". Add its area to collegium.app.isolation.Areas, with who may come in.");
            } else {
                everybody(route, area.get());
            }
        }
        Map<String, String> after = visited.everything();
        before.forEach((table, rows) -> {
            if (!rows.equals(after.get(table))) {
                findings.add("The visits changed " + table + ": " + rows + " became " + after.get(table));
            }
        });
        return List.copyOf(findings);
    }

    int count() {
        return count;
    }

    private void everybody(Route route, Areas.Area area) {
        if (area.kind() == Areas.Kind.HEALTH || area.kind() == Areas.Kind.DRESS) {
            return;
        }
        closed(route, "nobody at an unknown host", ask(route, new Visitor(Role.MEMBER, new Client(), ""), "http://nobody.localhost:" + Running.port()), Set.of(404));
        ofSuspended.forEach(visitor -> closed(route, visitor.role() + " of a suspended body", ask(route, visitor, Running.at(suspended.body, "")), Set.of(503)));
        if (area.kind() == Areas.Kind.OPEN) {
            unmarked(route, "nobody at another body", ask(route, Visitor.nobody(Running.at(other.body, "")), Running.at(other.body, "")));
            return;
        }
        atHome(route, area);
        String at = Running.at(visited.body, "");
        closed(route, "nobody", ask(route, Visitor.nobody(at), at), Set.of());
        ofVisited.stream().filter(visitor -> !area.roles().contains(visitor.role()))
                .forEach(visitor -> closed(route, "the wrong role " + visitor.role(), ask(route, visitor, at), Set.of()));
        if (area.own() && !route.variables().isEmpty()) {
            besides.forEach(visitor -> closed(route, "somebody else's " + visitor.role(), ask(route, visitor, at), Set.of()));
        }
        ofOther.stream().filter(visitor -> area.roles().contains(visitor.role()))
                .forEach(visitor -> closed(route, "the same role of another body by its cookie", byCookie(route, visitor, at), Set.of()));
        operator(route, area, at);
    }

    /** With what the visited body calls its things, at home in another: nothing of it shows, and nothing of it changes. */
    private void atHome(Route route, Areas.Area area) {
        ofOther.stream().filter(visitor -> area.roles().contains(visitor.role())).forEach(visitor -> {
            HttpResponse<String> answer = ask(route, visitor, Running.at(other.body, ""));
            if (route.variables().stream().allMatch(BodyAtWork::everybodys)) {
                unmarked(route, visitor.role() + " of another body at home", answer);
            } else {
                closed(route, visitor.role() + " of another body at home, with ids of this one", answer, Set.of());
            }
        });
    }

    /** An operator runs the platform and has no business in any body. */
    private void operator(Route route, Areas.Area area, String at) {
        closed(route, "the operator's cookie at a body", byCookie(route, operator, at), Set.of());
        String platform = Running.atPlatform("");
        if (area.kind() == Areas.Kind.BODY && !area.prefix().equals("/")) {
            closed(route, "the operator at the platform", ask(route, operator, platform), Set.of());
        }
        if (area.kind() == Areas.Kind.PLATFORM) {
            closed(route, "nobody at the platform", ask(route, Visitor.nobody(platform), platform), Set.of());
            ofVisited.forEach(visitor -> closed(route, visitor.role() + " of a body by its cookie at the platform", byCookie(route, visitor, platform), Set.of()));
        }
    }

    private HttpResponse<String> byCookie(Route route, Visitor visitor, String origin) {
        return ask(route, new Visitor(visitor.role(), new Client(), visitor.token()), origin, "Cookie", visitor.cookie());
    }

    /** Who may come in does: otherwise every refusal above could be one of a path that leads nowhere. */
    List<String> byTheRightRole(Set<Route> routes) {
        findings.clear();
        for (Route route : routes) {
            Optional<Areas.Area> area = Areas.of(route).filter(found -> found.kind() == Areas.Kind.BODY && route.reads() && !found.roles().isEmpty());
            area.filter(found -> ofVisited.stream().filter(visitor -> found.roles().contains(visitor.role())).noneMatch(visitor -> opens(route, visitor)))
                    .ifPresent(found -> findings.add(route + " opens for none of " + found.roles() + ", so that its refusals prove nothing"));
        }
        return List.copyOf(findings);
    }

    private boolean opens(Route route, Visitor visitor) {
        HttpResponse<String> answer = ask(route, visitor, Running.at(visited.body, ""));
        return answer.statusCode() < 400 && !leadsToSignIn(answer);
    }

    private HttpResponse<String> ask(Route route, Visitor visitor, String origin, String... headers) {
        count++;
        Fields fields = Fields.of(route, visited);
        String address = origin + route.path(visited::value);
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Accept", route.pattern().startsWith("/api/") ? "application/json" : "text/html,*/*;q=0.8"));
        if (route.reads()) {
            return visitor.client().ask("GET", address + (fields.query().isEmpty() ? "" : "?" + fields.query()), BodyPublishers.noBody(), all.toArray(String[]::new));
        }
        fields.put("_csrf", visitor.token());
        all.addAll(List.of("Content-Type", fields.contentType(), "X-CSRF-TOKEN", visitor.token(), "Idempotency-Key", UUID.randomUUID().toString()));
        return visitor.client().ask(route.method(), address, BodyPublishers.ofString(fields.body()), all.toArray(String[]::new));
    }

    private void closed(Route route, String visitor, HttpResponse<String> answer, Set<Integer> exactly) {
        int status = answer.statusCode();
        boolean closed = exactly.isEmpty() ? Set.of(401, 403, 404).contains(status) || leadsToSignIn(answer) : exactly.contains(status);
        if (!closed) {
            findings.add("%s answered %d%s to: %s".formatted(route, status,
                    answer.headers().firstValue("Location").map(to -> " (to " + to + ")").orElse(""), visitor));
        }
        unmarked(route, visitor, answer);
    }

    private static boolean leadsToSignIn(HttpResponse<String> answer) {
        return answer.statusCode() == 302 && answer.headers().firstValue("Location").orElse("").matches("(http://[^/]+)?/sign-in(\\?ended(=kept)?)?");
    }

    private void unmarked(Route route, String visitor, HttpResponse<String> answer) {
        if (answer.body().contains(visited.mark) || answer.headers().toString().contains(visited.mark)) {
            findings.add(route + " showed what belongs to the visited body to: " + visitor);
        }
        // The page of errors, asked for by itself, says that there is none with a 500.
        if (answer.statusCode() >= 500 && answer.statusCode() != 503 && !route.pattern().equals("/error")) {
            findings.add(route + " failed with " + answer.statusCode() + " for: " + visitor);
        }
    }
}
