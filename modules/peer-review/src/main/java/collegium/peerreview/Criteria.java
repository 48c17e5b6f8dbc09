package collegium.peerreview;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.Faults;
import collegium.kernel.Role;
import collegium.kernel.Written;
import collegium.membership.BodySettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** By what a body's reviewers look at a portfolio: the body's own criteria with guidance, or the five usual ones. */
@Component
public class Criteria {

    /** What holds until a body says otherwise. */
    public static final List<Criterion> USUAL = List.of(Criterion.usual("needs"), Criterion.usual("activities"),
            Criterion.usual("reflections"), Criterion.usual("evidence"), Criterion.usual("peers"));

    private static final String NAME = "review-criteria";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TenantDatabase tenants;

    public Criteria(TenantDatabase tenants) {
        this.tenants = tenants;
    }

    /** How far a portfolio meets a criterion. */
    public enum Answer {
        MEETS,
        IN_PART,
        NOT_YET;

        /** In kebab case, as kept. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The body's, in order. */
    public List<Criterion> of(Call call) {
        return tenants.in(call.body(), Criteria::of);
    }

    static List<Criterion> of(DSLContext sql) {
        return BodySettings.read(sql, NAME).map(Criteria::read).orElse(USUAL);
    }

    /** Replaces them for reviews that are not finished; each key once, up to twenty. */
    public void set(Call call, List<Criterion> criteria) {
        call.require(Role.ADMINISTRATOR);
        Faults faults = new Faults();
        faults.require(!criteria.isEmpty(), "required", "criteria");
        faults.require(criteria.size() <= 20, "too-many", "criteria");
        Set<String> keys = new HashSet<>();
        List<Criterion> kept = new ArrayList<>();
        for (Criterion criterion : criteria) {
            faults.require(criterion.key().matches("[a-z0-9][a-z0-9-]{0,39}") && keys.add(criterion.key()), "unknown-word", "criteria");
            kept.add(new Criterion(criterion.key(), Written.line(faults, "criteria", criterion.title(), 200),
                    Written.prose(faults, "criteria", criterion.guidance(), 2_000)));
        }
        faults.refuse();
        tenants.run(call.body(), sql -> BodySettings.write(sql, call, NAME,
                JSONB.jsonb(JSON.writeValueAsString(kept.stream().map(Criteria::written).toList()))));
    }

    private static Map<String, String> written(Criterion criterion) {
        Map<String, String> map = new LinkedHashMap<>(Map.of("key", criterion.key()));
        criterion.title().ifPresent(title -> map.put("title", title));
        criterion.guidance().ifPresent(guidance -> map.put("guidance", guidance));
        return map;
    }

    private static List<Criterion> read(JSONB value) {
        return JSON.readValue(value.data(), new TypeReference<List<Map<String, String>>>() {}).stream()
                .map(map -> new Criterion(map.getOrDefault("key", ""), Optional.ofNullable(map.get("title")), Optional.ofNullable(map.get("guidance"))))
                .toList();
    }
}
