package collegium.app.security;

import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Role;
import collegium.membership.Account;
import collegium.membership.Accounts;
import collegium.tenancy.Operators;
import collegium.tenancy.Operators.Operator;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds accounts where a host keeps them: in its body's schema, or operators in the platform's. */
@Component
class Directory {

    private final Accounts accounts;
    private final Operators operators;

    Directory(Accounts accounts, Operators operators) {
        this.accounts = accounts;
        this.operators = operators;
    }

    Optional<Known> byEmail(Host host, String email) {
        return switch (host) {
            case Host.OfBody of -> accounts.byEmail(of.open().id(), email).map(Directory::known);
            case Host.Platform _ -> operators.byEmail(email).map(Directory::known);
        };
    }

    Optional<Known> find(Host host, AccountId id) {
        return switch (host) {
            case Host.OfBody of -> accounts.find(of.open().id(), id).map(Directory::known);
            case Host.Platform _ -> operators.find(id).map(Directory::known);
        };
    }

    private static Known known(Account account) {
        return new Known(account.id(), account.passwordHash(), !account.locked(),
                new Actor.Person(account.id(), account.name(), account.roles(), account.member()));
    }

    private static Known known(Operator operator) {
        return new Known(operator.id(), operator.passwordHash(), true,
                new Actor.Person(operator.id(), operator.name(), Set.of(Role.OPERATOR), Optional.empty()));
    }
}
