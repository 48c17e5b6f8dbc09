package collegium.compliance;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a body asks its members to declare with a submission: its own statements, or the three usual ones. */
@Component
public class Statements {

    /** What holds until a body says otherwise. */
    public static final List<Statement> USUAL = List.of(Statement.usual("true-record", "yes", "no"),
            Statement.usual("insured", "yes", "no", "not-applicable"), Statement.usual("fit", "yes", "no"));

    private static final String NAME = "submission-statements";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TenantDatabase database;

    public Statements(TenantDatabase database) {
        this.database = database;
    }

    /** The body's, in order. */
    public List<Statement> of(Call call) {
        return database.in(call.body(), Statements::of);
    }

    static List<Statement> of(DSLContext sql) {
        return BodySettings.read(sql, NAME).map(Statements::read).orElse(USUAL);
    }

    /** Replaces them for submissions to come; each key once, up to twenty. */
    public void set(Call call, List<Statement> statements) {
        call.require(Role.ADMINISTRATOR);
        Faults faults = new Faults();
        faults.require(statements.size() <= 20, "too-many", "statements");
        Set<String> keys = new HashSet<>();
        List<Statement> kept = new ArrayList<>();
        for (Statement statement : statements) {
            faults.require(statement.key().matches("[a-z0-9][a-z0-9-]{0,39}") && keys.add(statement.key()), "unknown-word", "statements");
            faults.require(statement.answers().size() > 1 && Statement.ANSWERS.containsAll(statement.answers()), "unknown-word", "statements");
            kept.add(new Statement(statement.key(), Written.line(faults, "statements", statement.text(), 300),
                    Written.line(faults, "statements", statement.hint(), 300), statement.answers()));
        }
        faults.refuse();
        database.run(call.body(), sql -> BodySettings.write(sql, call, NAME,
                JSONB.jsonb(JSON.writeValueAsString(kept.stream().map(Statements::written).toList()))));
    }

    private static Map<String, String> written(Statement statement) {
        Map<String, String> map = new LinkedHashMap<>(Map.of("key", statement.key(), "answers", String.join(" ", statement.answers())));
        statement.text().ifPresent(text -> map.put("text", text));
        statement.hint().ifPresent(hint -> map.put("hint", hint));
        return map;
    }

    private static List<Statement> read(JSONB value) {
        return JSON.readValue(value.data(), new TypeReference<List<Map<String, String>>>() {}).stream()
                .map(map -> new Statement(map.getOrDefault("key", ""), Optional.ofNullable(map.get("text")), Optional.ofNullable(map.get("hint")),
                        List.of(map.getOrDefault("answers", "yes no").split(" "))))
                .toList();
    }
}
