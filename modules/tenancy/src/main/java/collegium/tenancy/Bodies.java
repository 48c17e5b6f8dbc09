package collegium.tenancy;

import static collegium.database.platform.Tables.BODY;
import static collegium.database.platform.Tables.BODY_DOMAIN;
import static collegium.database.platform.Tables.TENANT_SCHEMA;

import collegium.database.PlatformDatabase;
import collegium.database.SchemaRunner;
import collegium.kernel.BodyId;
import collegium.kernel.Id;
import collegium.kernel.Refused;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The registry of bodies, and what an operator does to them. Each act stands in the platform's audit log. */
@Component
public class Bodies {

    /** So many schemas are kept ready, so that a new body does not wait for its own. */
    public static final int PREPARED = 3;

    private static final Pattern HOST =
            Pattern.compile("(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    private final PlatformDatabase platform;
    private final SchemaRunner schemas;
    private final BodyCache cache;
    private final String domain;

    /** @param domain under which bodies live by their slugs: {@code localhost} on a laptop */
    public Bodies(PlatformDatabase platform, SchemaRunner schemas, @Value("${collegium.domain:localhost}") String domain) {
        this.platform = platform;
        this.schemas = schemas;
        this.domain = domain;
        this.cache = new BodyCache(this::read);
    }

    /** The body that lives at the host name: {@code <slug>} under the platform's own domain, or a domain of its own. */
    public Optional<Body> byHost(String host) {
        return cache.current().byHost(host.toLowerCase(Locale.ROOT), domain);
    }

    /** The host of the platform itself, where operators sign in. */
    public boolean isPlatform(String host) {
        return host.equalsIgnoreCase(domain);
    }

    /** The host name of a body under the platform's domain. */
    public String host(Body body) {
        return body.slug() + "." + domain;
    }

    public Optional<Body> bySlug(String slug) {
        return cache.current().bodies().stream().filter(body -> body.slug().equals(slug)).findFirst();
    }

    public Optional<Body> find(BodyId id) {
        return cache.current().bodies().stream().filter(body -> body.id().equals(id)).findFirst();
    }

    /** Every body, by name. */
    public List<Body> all() {
        return cache.current().bodies();
    }

    /** Creates a body on a schema made ahead. Refused: a slug that is taken, reserved or no host name; a name or colour of the wrong form. */
    public Body create(Operation operation, CreateBody command) {
        operation.requireOperator();
        command.check();
        BodyId id = new BodyId(Id.fresh(operation.at()));
        while (!tryCreate(operation, command, id)) {
            // None was left, or others took the last at the same moment.
            schemas.prepare(1, operation.at());
        }
        cache.forget();
        return find(id).orElseThrow();
    }

    /** Whether a schema was left to claim. */
    private boolean tryCreate(Operation operation, CreateBody command, BodyId id) {
        return platform.in(sql -> {
            Optional<String> schema = claim(sql, id);
            if (schema.isEmpty()) {
                return false;
            }
            int created = sql.insertInto(BODY)
                    .set(BODY.ID, id)
                    .set(BODY.SLUG, command.slug())
                    .set(BODY.KIND, command.kind().stored())
                    .set(BODY.NAME, command.name().strip())
                    .set(BODY.STATUS, "active")
                    .set(BODY.ZONE, command.zone().getId())
                    .set(BODY.LOCALE, command.locale().toLanguageTag())
                    .set(BODY.COLOUR, command.colour())
                    .set(BODY.MODELLED_ON, command.modelledOn().orElse(null))
                    .set(BODY.DEMO, command.demo())
                    .set(BODY.SCHEMA_NAME, schema.get())
                    .set(BODY.CREATED_AT, operation.at())
                    .set(BODY.CHANGED_AT, operation.at())
                    .onConflict(BODY.SLUG).doNothing()
                    .execute();
            if (created == 0) {
                throw Refused.invalid("slug-taken", "slug", Map.of("slug", command.slug()));
            }
            PlatformAudit.write(sql, operation, "body-created", id, Map.of(), Map.of("slug", command.slug(), "name", command.name()));
            return true;
        });
    }

    private Optional<String> claim(DSLContext sql, BodyId id) {
        Optional<String> schema = sql.select(TENANT_SCHEMA.SCHEMA_NAME)
                .from(TENANT_SCHEMA)
                .where(TENANT_SCHEMA.CLAIMED_BY.isNull(), TENANT_SCHEMA.VERSION.eq(schemas.latest()))
                .orderBy(TENANT_SCHEMA.PREPARED_AT)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(TENANT_SCHEMA.SCHEMA_NAME);
        schema.ifPresent(name ->
                sql.update(TENANT_SCHEMA).set(TENANT_SCHEMA.CLAIMED_BY, id).where(TENANT_SCHEMA.SCHEMA_NAME.eq(name)).execute());
        return schema;
    }

    /** Closes a body to everybody, for a reason that its members read; nothing of it is changed. */
    public void suspend(Operation operation, BodyId id, String reason) {
        if (!Names.acceptable(reason)) {
            throw Refused.invalid("reason-needed", "reason");
        }
        change(operation, id, "body-suspended", Map.of("reason", reason), sql -> sql.update(BODY)
                .set(BODY.STATUS, "suspended").set(BODY.STATUS_REASON, reason.strip()).set(BODY.CHANGED_AT, operation.at())
                .where(BODY.ID.eq(id)).execute());
    }

    public void resume(Operation operation, BodyId id) {
        change(operation, id, "body-resumed", Map.of(), sql -> sql.update(BODY)
                .set(BODY.STATUS, "active").setNull(BODY.STATUS_REASON).set(BODY.CHANGED_AT, operation.at())
                .where(BODY.ID.eq(id)).execute());
    }

    /** Changes the display name; the slug never changes. */
    public void rename(Operation operation, BodyId id, String name) {
        if (!Names.acceptable(name)) {
            throw Refused.invalid("name-form", "name");
        }
        change(operation, id, "body-renamed", Map.of("name", name), sql -> sql.update(BODY)
                .set(BODY.NAME, name.strip()).set(BODY.CHANGED_AT, operation.at()).where(BODY.ID.eq(id)).execute());
    }

    /** Takes {@code #rrggbb}; whether text on it can be read is seen to where the style sheet is computed. */
    public void recolour(Operation operation, BodyId id, String colour) {
        String given = colour.strip().toLowerCase(Locale.ROOT);
        if (!CreateBody.isColour(given)) {
            throw Refused.invalid("colour-form", "colour");
        }
        change(operation, id, "body-recoloured", Map.of("colour", given), sql -> sql.update(BODY)
                .set(BODY.COLOUR, given).set(BODY.CHANGED_AT, operation.at()).where(BODY.ID.eq(id)).execute());
    }

    /** The body's picture, where it has one; it is kept apart from the registry that every request asks. */
    public Optional<Logo> logo(BodyId id) {
        return platform.in(sql -> sql.select(BODY.LOGO_TYPE, BODY.LOGO).from(BODY)
                .where(BODY.ID.eq(id), BODY.LOGO.isNotNull()).fetchOptional(row -> new Logo(row.value1(), row.value2())));
    }

    /** Sets the logo from its bytes. Refused: what is no PNG, JPEG or WebP; more than 512 KiB. */
    public void decorate(Operation operation, BodyId id, byte[] picture) {
        Logo logo = Logo.read(picture);
        change(operation, id, "body-decorated", Map.of("type", logo.contentType()), sql -> sql.update(BODY)
                .set(BODY.LOGO, logo.bytes()).set(BODY.LOGO_TYPE, logo.contentType()).set(BODY.CHANGED_AT, operation.at())
                .where(BODY.ID.eq(id)).execute());
    }

    /** Takes the logo away; pages show the product's mark again. */
    public void undecorate(Operation operation, BodyId id) {
        change(operation, id, "body-undecorated", Map.of(), sql -> sql.update(BODY)
                .setNull(BODY.LOGO).setNull(BODY.LOGO_TYPE).set(BODY.CHANGED_AT, operation.at()).where(BODY.ID.eq(id)).execute());
    }

    /** The hosts of its own that lead to the body. */
    public List<String> domains(BodyId id) {
        return platform.in(sql -> sql.select(BODY_DOMAIN.HOST).from(BODY_DOMAIN).where(BODY_DOMAIN.BODY_ID.eq(id))
                .orderBy(BODY_DOMAIN.HOST).fetch(BODY_DOMAIN.HOST));
    }

    /** Lets a host of the body's own lead to it. Refused: what is no host name, lies under the platform's own, or leads to another body. */
    public void addDomain(Operation operation, BodyId id, String host) {
        String plain = host.strip().toLowerCase(Locale.ROOT);
        if (!HOST.matcher(plain).matches() || plain.equals(domain) || plain.endsWith("." + domain)) {
            throw Refused.invalid("host-form", "host");
        }
        change(operation, id, "body-domain-added", Map.of("host", plain), sql -> {
            int added = sql.insertInto(BODY_DOMAIN).set(BODY_DOMAIN.HOST, plain).set(BODY_DOMAIN.BODY_ID, id).onConflictDoNothing().execute();
            if (added == 0) {
                throw Refused.invalid("host-taken", "host");
            }
            return added;
        });
    }

    public void removeDomain(Operation operation, BodyId id, String host) {
        String plain = host.strip().toLowerCase(Locale.ROOT);
        change(operation, id, "body-domain-removed", Map.of("host", plain), sql -> sql.deleteFrom(BODY_DOMAIN)
                .where(BODY_DOMAIN.HOST.eq(plain), BODY_DOMAIN.BODY_ID.eq(id)).execute());
    }

    private interface Change {
        int on(DSLContext sql);
    }

    private void change(Operation operation, BodyId id, String act, Map<String, String> after, Change change) {
        operation.requireOperator();
        Body before = find(id).orElseThrow(Refused::notFound);
        platform.run(sql -> {
            if (change.on(sql) == 0) {
                throw Refused.notFound();
            }
            PlatformAudit.write(sql, operation, act, id,
                    Map.of("name", before.name(), "status", before.suspended() ? "suspended" : "active"), after);
        });
        cache.forget();
    }

    private BodyCache.Known read() {
        return platform.in(sql -> new BodyCache.Known(
                // Without the pictures themselves: every request asks for this.
                sql.select(Stream.of(BODY.fields()).filter(field -> !field.equals(BODY.LOGO)).toList()).from(BODY)
                        .orderBy(BODY.NAME, BODY.ID).fetch(Bodies::body),
                sql.select(BODY_DOMAIN.HOST, BODY_DOMAIN.BODY_ID).from(BODY_DOMAIN)
                        .fetchMap(row -> row.value1().toLowerCase(Locale.ROOT), row -> row.value2())));
    }

    private static Body body(Record row) {
        return new Body(
                row.get(BODY.ID), row.get(BODY.SLUG), Body.Kind.of(row.get(BODY.KIND)), row.get(BODY.NAME),
                "suspended".equals(row.get(BODY.STATUS))
                        ? Optional.of(Optional.ofNullable(row.get(BODY.STATUS_REASON)).orElse(""))
                        : Optional.empty(),
                ZoneId.of(row.get(BODY.ZONE)), Locale.forLanguageTag(row.get(BODY.LOCALE)), row.get(BODY.COLOUR),
                Optional.ofNullable(row.get(BODY.MODELLED_ON)), row.get(BODY.DEMO),
                Optional.ofNullable(row.get(BODY.LOGO_TYPE)).map(_ -> Long.toString(row.get(BODY.CHANGED_AT).toEpochMilli(), 36)));
    }
}
