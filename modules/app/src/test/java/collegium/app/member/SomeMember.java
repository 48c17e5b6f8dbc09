package collegium.app.member;

import collegium.app.Client;
import collegium.app.Running;
import collegium.compliance.Standings;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.membership.ChangeFact;
import collegium.membership.Members;
import collegium.membership.RegisterMember;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.engine.Standing;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.tenancy.Body;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A member whom no other test knows, of a body with one shipped scheme, signed in on a browser without scripts. */
final class SomeMember {

    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, Body> BODIES = new ConcurrentHashMap<>();
    private static final AtomicInteger COUNT = new AtomicInteger();

    final Body body;
    final String email;
    final AccountId account;
    final MemberId id;
    final Client client = new Client();

    private SomeMember(Body body, List<ChangeFact> facts) {
        String number = String.valueOf(COUNT.incrementAndGet());
        this.body = body;
        this.email = "member-" + number + "@example.org";
        Accounts accounts = Running.part(Accounts.class);
        account = accounts.open(job(), email, "Ann Member", Set.of(Role.MEMBER));
        accounts.setPassword(job(), accounts.link(job(), account, true), Running.hash(PASSWORD));
        id = Running.part(Members.class).register(job(), new RegisterMember(number, "Ann", "Member", Optional.of(email), LocalDate.of(2020, 1, 1),
                Optional.of(account), facts));
        signIn();
    }

    /** Of the body of these tests that judges by the scheme. */
    static SomeMember of(String scheme, Map<String, String> facts) {
        return new SomeMember(BODIES.computeIfAbsent(scheme, SomeMember::judgingBy), registered(facts));
    }

    /** Of another body that judges by the scheme. */
    static SomeMember elsewhere(String scheme, Map<String, String> facts) {
        return new SomeMember(judgingBy(scheme), registered(facts));
    }

    private static List<ChangeFact> registered(Map<String, String> facts) {
        return facts.entrySet().stream().map(fact -> ChangeFact.of(fact.getKey(), fact.getValue(), LocalDate.of(2020, 1, 1), "Register")).toList();
    }

    private static Body judgingBy(String scheme) {
        Body body = Running.freshBody();
        Call job = new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
        Schemes schemes = Running.part(Schemes.class);
        if (!(schemes.draft(job, ShippedSchemes.document(scheme).orElseThrow(), SchemeOutline.Authority.BODY, LocalDate.of(2018, 1, 1), Optional.empty())
                instanceof Drafted.Kept kept)) {
            throw new AssertionError(scheme);
        }
        schemes.publish(job, kept.version().id(), LocalDate.of(2018, 1, 1));
        Running.part(Enrolments.class).rule(job, kept.version().scheme(), Map.of(), "Every member");
        return body;
    }

    /** Somebody else of the same body. */
    SomeMember another() {
        return new SomeMember(body, List.of());
    }

    Call job() {
        return new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
    }

    /** A call by the member. */
    Call own() {
        return new Call(body.id(), new Actor.Person(account, "Ann Member", Set.of(Role.MEMBER), Optional.of(id)), Running.part(Clock.class).instant(), body.zone());
    }

    LocalDate today() {
        return job().today();
    }

    String at(String path) {
        return Running.at(body, path);
    }

    HttpResponse<String> signIn() {
        return client.post(at("/sign-in"), at("/sign-in"), Map.of("username", email, "password", PASSWORD));
    }

    HttpResponse<String> get(String path) {
        return client.get(at(path));
    }

    /** Fills the fields of the form on the page as a person would, leaves the rest as the page has it, and sends it to the address. */
    HttpResponse<String> send(String page, String address, Map<String, String> typed) {
        String html = get(page).body();
        Map<String, String> all = new HashMap<>(Map.of("_csrf", Client.csrf(html)));
        for (String hidden : List.of("key", "revision", "unit", "kind")) {
            Pages.value(html, hidden).ifPresent(value -> all.put(hidden, value));
        }
        all.putAll(typed);
        return client.postBare(at(address), all);
    }

    /** Records an activity with three fields and its kind. */
    HttpResponse<String> record(Map<String, String> typed) {
        Map<String, String> all = new HashMap<>(Map.of("title", "Sepsis update", "when", "today", "amount", "1.5", "type", "course", "structured", "yes"));
        all.putAll(typed);
        return send("/activities/new", "/activities/new", all);
    }

    Standing standing() {
        return Running.part(Standings.class).of(job(), id).getFirst().judged().orElseThrow().standing();
    }
}
