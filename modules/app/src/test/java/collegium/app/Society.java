package collegium.app;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Role;
import collegium.membership.Accounts;
import collegium.membership.Connection;
import collegium.membership.Connections;
import collegium.membership.Members;
import collegium.membership.RegisterConnection;
import collegium.membership.RegisterMember;
import collegium.requirements.Drafted;
import collegium.requirements.Enrolments;
import collegium.requirements.SchemeOutline;
import collegium.requirements.Schemes;
import collegium.requirements.schemes.ShippedSchemes;
import collegium.tenancy.Body;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A fresh body with published rules and one member, Ama Mensah, number 1, who can sign in. */
final class Society implements Protocol.Issuer {

    static final String EMAIL = "ama@example.org";
    static final String PASSWORD = "correct horse battery";
    static final String BACK = Protocol.BACK;
    /** Argon2 is slow by intent, and every society has the same password. */

    final Body body = Running.freshBody();
    final AccountId account;
    final MemberId member;

    Society() {
        Schemes schemes = Running.part(Schemes.class);
        LocalDate since = LocalDate.of(2018, 1, 1);
        Drafted.Kept kept = (Drafted.Kept) schemes.draft(product(), ShippedSchemes.document("acca").orElseThrow(), SchemeOutline.Authority.BODY,
                since, Optional.empty());
        schemes.publish(product(), kept.version().id(), since);
        Running.part(Enrolments.class).rule(product(), kept.version().scheme(), Map.of(), "Every member");
        account = account(EMAIL, Role.MEMBER);
        member = Running.part(Members.class).register(product(), new RegisterMember("1", "Ama", "Mensah", Optional.of(EMAIL), since,
                Optional.of(account), List.of()));
    }

    /** What the product itself does. */
    Call product() {
        return new Call(body.id(), new Actor.Job("test"), Running.part(Clock.class).instant(), body.zone());
    }

    Call self() {
        return new Call(body.id(), new Actor.Person(account, "Ama Mensah", Set.of(Role.MEMBER), Optional.of(member)),
                Running.part(Clock.class).instant(), body.zone());
    }

    AccountId account(String email, Role role) {
        Accounts accounts = Running.part(Accounts.class);
        AccountId id = accounts.open(product(), email, "Ama Mensah", Set.of(role));
        accounts.setPassword(product(), accounts.link(product(), id, true), Running.hash(PASSWORD));
        return id;
    }

    @Override
    public String at(String path) {
        return Running.at(body, path);
    }

    Connections.Registered app(boolean keepsSecret, String... scopes) {
        return Running.part(Connections.class).register(product(),
                new RegisterConnection("Logbook", Connection.Kind.APP, keepsSecret, Set.of(scopes), List.of(BACK)));
    }

    Connections.Registered system(String... scopes) {
        return Running.part(Connections.class).register(product(),
                new RegisterConnection("Harbour Events", Connection.Kind.SYSTEM, true, Set.of(scopes), List.of()));
    }

    Client signedIn(String email) {
        Client browser = new Client();
        browser.post(at("/sign-in"), at("/sign-in"), Map.of("username", email, "password", PASSWORD));
        return browser;
    }
}
