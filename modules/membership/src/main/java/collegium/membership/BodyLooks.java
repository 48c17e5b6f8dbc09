package collegium.membership;

import collegium.database.TenantDatabase;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import collegium.tenancy.Bodies;
import collegium.tenancy.Body;
import collegium.tenancy.Operation;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** How a body's pages look, as its own administrator sets it: the registry is the platform's otherwise. */
@Component
public class BodyLooks {

    private final TenantDatabase database;
    private final Bodies bodies;

    public BodyLooks(TenantDatabase database, Bodies bodies) {
        this.database = database;
        this.bodies = bodies;
    }

    /** Takes {@code #rrggbb}; refused as {@link Bodies#recolour} refuses. */
    public void recolour(Call call, String colour) {
        Body before = own(call);
        change(call, "colour-changed", Map.of("colour", before.colour()), Map.of("colour", colour),
                (operation, body) -> bodies.recolour(operation, body.id(), colour));
    }

    /** Sets the logo from its bytes; refused as {@link Bodies#decorate} refuses. */
    public void decorate(Call call, byte[] picture) {
        change(call, "logo-changed", Map.of(), Map.of("bytes", picture.length), (operation, body) -> bodies.decorate(operation, body.id(), picture));
    }

    public void undecorate(Call call) {
        change(call, "logo-removed", Map.of(), Map.of(), (operation, body) -> bodies.undecorate(operation, body.id()));
    }

    private Body own(Call call) {
        call.require(Role.ADMINISTRATOR);
        return bodies.find(call.body()).orElseThrow(Refused::notFound);
    }

    /** The registry is the platform's, where no body's account is known: there the act is the product's, in the administrator's name. */
    private void change(Call call, String act, Map<String, ?> before, Map<String, ?> after, BiConsumer<Operation, Body> change) {
        Body body = own(call);
        change.accept(new Operation(new Actor.Job(call.actor().name()), call.at()), body);
        database.run(call.body(), sql -> AuditLog.write(sql, call, act, AuditLog.Subject.of("body", body.id().value()), before, after));
    }
}
