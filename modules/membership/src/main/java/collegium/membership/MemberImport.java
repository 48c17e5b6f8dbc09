package collegium.membership;

import static collegium.database.tenant.Tables.ACTIVITY;
import static collegium.database.tenant.Tables.ARTEFACT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static collegium.database.tenant.Tables.RELIEF;
import static collegium.database.tenant.Tables.SUBMISSION;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.selectOne;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Members and their facts from a file. The member number tells who is who; a member who is there gets what is new in the row. */
@Component
final class MemberImport implements ImportTarget {

    static final String SOURCE = "opening";
    private final TenantDatabase database;
    private final ApplicationEventPublisher events;

    MemberImport(TenantDatabase database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    @Override
    public String kind() {
        return "members";
    }

    @Override
    public List<ImportColumn> columns() {
        return MemberRow.COLUMNS;
    }

    @Override
    public Optional<ImportColumn> further(String header) {
        return MemberRow.factColumn(header);
    }

    @Override
    public List<ImportOutcome> check(Call call, List<ImportRow> rows) {
        return database.in(call.body(), sql -> {
            List<Read> read = rows.stream().map(Read::of).toList();
            Map<String, Member> there = members(sql, read);
            Map<MemberId, List<MemberFact>> facts = facts(sql, there.values().stream().map(Member::id).toList());
            return read.stream().map(each -> {
                if (!each.faults.isEmpty()) {
                    return new ImportOutcome.Bad(each.faults);
                }
                Member member = there.get(each.row.number());
                boolean same = member != null && each.row.names(member)
                        && each.row.news(facts.getOrDefault(member.id(), List.of()), Optional.of(call.today())).isEmpty();
                return same ? new ImportOutcome.Unchanged() : ImportOutcome.good();
            }).toList();
        });
    }

    /** A row read once, with its faults. */
    private record Read(MemberRow row, List<ImportFault> faults) {
        static Read of(ImportRow row) {
            List<ImportFault> faults = new ArrayList<>();
            MemberRow read = MemberRow.of(row, faults);
            return new Read(read, faults);
        }
    }

    private static Map<String, Member> members(DSLContext sql, List<Read> rows) {
        return sql.selectFrom(MEMBER).where(MEMBER.NUMBER.in(rows.stream().map(each -> each.row.number()).distinct().toList()))
                .fetchMap(MEMBER.NUMBER, Members::member);
    }

    private static Map<MemberId, List<MemberFact>> facts(DSLContext sql, Collection<MemberId> of) {
        var newest = MEMBER_FACT.as("newest");
        return sql.selectFrom(MEMBER_FACT)
                .where(MEMBER_FACT.MEMBER_ID.in(of), MEMBER_FACT.WITHDRAWN.isFalse())
                .and(MEMBER_FACT.REVISION.eq(sql.select(max(newest.REVISION)).from(newest).where(newest.ID.eq(MEMBER_FACT.ID))))
                .fetchGroups(MEMBER_FACT.MEMBER_ID, Members::fact);
    }

    @Override
    public List<ImportOutcome> apply(Call call, UUID batch, List<ImportRow> rows) {
        return database.in(call.body(), sql -> {
            List<Read> read = rows.stream().map(Read::of).toList();
            Map<String, Member> known = members(sql, read);
            Map<MemberId, Long> revisions = new HashMap<>(Revisions.next(sql, known.values().stream().map(Member::id).toList()));
            Map<MemberId, List<MemberFact>> facts = facts(sql, revisions.keySet());
            List<Query> inserts = new ArrayList<>();
            List<Query> factInserts = new ArrayList<>();
            List<MemberId> changed = new ArrayList<>();
            List<ImportOutcome> outcomes = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Read each : read) {
                MemberRow row = each.row;
                if (!each.faults.isEmpty() || !seen.add(row.number())) {
                    outcomes.add(each.faults.isEmpty() ? new ImportOutcome.Unchanged() : new ImportOutcome.Bad(each.faults));
                    continue;
                }
                Optional<Member> there = Optional.ofNullable(known.get(row.number()));
                MemberId id = there.map(Member::id).orElseGet(() -> new MemberId(call.freshId()));
                long revision = revisions.getOrDefault(id, 1L);
                Map<String, String> before = new LinkedHashMap<>();
                if (there.isEmpty()) {
                    inserts.add(insert(sql, call, batch, id, row));
                } else if (!row.names(there.get())) {
                    before.putAll(Map.of("given", there.get().givenName(), "family", there.get().familyName(),
                            "email", there.get().email().orElse(""), "joined", there.get().joined().toString()));
                    inserts.add(update(sql, id, row.givenName(), row.familyName(),
                            row.email().or(() -> there.get().email()).orElse(""), row.joined()));
                }
                before.put("revision", Long.toString(revision));
                for (MemberRow.Fact fact : row.news(facts.getOrDefault(id, List.of()), there.map(_ -> call.today()))) {
                    factInserts.add(append(sql, call, id, revision, fact.replaces().orElseGet(call::freshId), fact.kind(), fact.value(), fact.from(), false));
                }
                changed.add(id);
                outcomes.add(there.isEmpty() ? ImportOutcome.made(id.value()) : ImportOutcome.changed(id.value(), before));
            }
            sql.batch(inserts).execute();
            sql.batch(factInserts).execute();
            changed.forEach(id -> events.publishEvent(new MemberFactsChanged(call, id, revisions.getOrDefault(id, 1L))));
            return outcomes;
        });
    }

    private static Query insert(DSLContext sql, Call call, UUID batch, MemberId id, MemberRow row) {
        return sql.insertInto(MEMBER)
                .set(MEMBER.ID, id).set(MEMBER.NUMBER, row.number()).set(MEMBER.GIVEN_NAME, row.givenName())
                .set(MEMBER.FAMILY_NAME, row.familyName()).set(MEMBER.SORT_NAME, Members.sortName(row.familyName(), row.givenName()))
                .set(MEMBER.EMAIL, row.email().orElse(null)).set(MEMBER.JOINED_ON, row.joined()).set(MEMBER.REVISION, 1L)
                .set(MEMBER.OPENING_BATCH, batch).set(MEMBER.CREATED_AT, call.at());
    }

    private static Query update(DSLContext sql, MemberId id, String given, String family, String email, LocalDate joined) {
        return sql.update(MEMBER)
                .set(MEMBER.GIVEN_NAME, given).set(MEMBER.FAMILY_NAME, family).set(MEMBER.SORT_NAME, Members.sortName(family, given))
                .set(MEMBER.EMAIL, email.isEmpty() ? null : email).set(MEMBER.JOINED_ON, joined)
                .where(MEMBER.ID.eq(id));
    }

    private static Query append(DSLContext sql, Call call, MemberId member, long revision, UUID fact, String kind, String value,
            LocalDate from, boolean withdrawn) {
        return sql.insertInto(MEMBER_FACT)
                .set(MEMBER_FACT.ID, fact).set(MEMBER_FACT.REVISION, revision).set(MEMBER_FACT.MEMBER_ID, member)
                .set(MEMBER_FACT.KIND, kind).set(MEMBER_FACT.VALUE, value).set(MEMBER_FACT.EFFECTIVE_FROM, from)
                .set(MEMBER_FACT.SOURCE, SOURCE).set(MEMBER_FACT.WITHDRAWN, withdrawn).set(MEMBER_FACT.RECORDED_AT, call.at())
                .set(MEMBER_FACT.RECORDED_BY, call.account().map(AccountId::value).orElse(null));
    }

    /** A member who has an account, recorded something, or whose facts somebody changed since, stays as they are. */
    @Override
    public Set<Integer> builtUpon(Call call, UUID batch, List<AppliedRow> rows) {
        return database.in(call.body(), sql -> {
            List<MemberId> ids = rows.stream().map(row -> new MemberId(row.subject())).toList();
            Set<MemberId> used = sql.select(MEMBER.ID).from(MEMBER)
                    .where(MEMBER.ID.in(ids), MEMBER.OPENING_BATCH.eq(batch))
                    .and(MEMBER.ACCOUNT_ID.isNotNull()
                            .or(exists(selectOne().from(ACTIVITY).where(ACTIVITY.MEMBER_ID.eq(MEMBER.ID))))
                            .or(exists(selectOne().from(ARTEFACT).where(ARTEFACT.MEMBER_ID.eq(MEMBER.ID))))
                            .or(exists(selectOne().from(SUBMISSION).where(SUBMISSION.MEMBER_ID.eq(MEMBER.ID))))
                            .or(exists(selectOne().from(RELIEF).where(RELIEF.MEMBER_ID.eq(MEMBER.ID)))))
                    .fetchSet(MEMBER.ID);
            Map<MemberId, Long> latest = sql.select(MEMBER_FACT.MEMBER_ID, max(MEMBER_FACT.REVISION)).from(MEMBER_FACT)
                    .where(MEMBER_FACT.MEMBER_ID.in(ids)).groupBy(MEMBER_FACT.MEMBER_ID)
                    .fetchMap(row -> row.value1(), row -> row.value2());
            Set<Integer> built = new HashSet<>();
            for (AppliedRow row : rows) {
                MemberId id = new MemberId(row.subject());
                if (used.contains(id) || latest.getOrDefault(id, 0L) > revision(row)) {
                    built.add(row.line());
                }
            }
            return built;
        });
    }

    private static long revision(AppliedRow row) {
        return Long.parseLong(row.before().getOrDefault("revision", "1"));
    }

    /**
     * Facts are append-only, so undoing takes them back by a further revision. A member who was new is left without a name and
     * gives the number free; one who was changed gets back the names, the address and the facts of before.
     */
    @Override
    public void undo(Call call, UUID batch, List<AppliedRow> rows) {
        database.run(call.body(), sql -> {
            Map<MemberId, Long> revisions = Revisions.next(sql, rows.stream().map(row -> new MemberId(row.subject())).toList());
            List<Query> queries = new ArrayList<>();
            for (AppliedRow row : rows) {
                MemberId id = new MemberId(row.subject());
                restoreFacts(sql, call, id, revision(row), revisions.getOrDefault(id, 0L), queries);
                if (row.before().isEmpty()) {
                    queries.add(sql.update(MEMBER)
                            .set(MEMBER.NUMBER, "undone " + id).set(MEMBER.GIVEN_NAME, "").set(MEMBER.FAMILY_NAME, "").set(MEMBER.SORT_NAME, "")
                            .setNull(MEMBER.EMAIL).set(MEMBER.LEFT_ON, MEMBER.JOINED_ON).set(MEMBER.ERASED_AT, call.at())
                            .where(MEMBER.ID.eq(id)));
                } else if (row.before().containsKey("given")) {
                    Map<String, String> before = row.before();
                    queries.add(update(sql, id, before.getOrDefault("given", ""), before.getOrDefault("family", ""),
                            before.getOrDefault("email", ""), LocalDate.parse(before.getOrDefault("joined", ""))));
                }
            }
            sql.batch(queries).execute();
            revisions.forEach((id, revision) -> events.publishEvent(new MemberFactsChanged(call, id, revision)));
        });
    }

    private static void restoreFacts(DSLContext sql, Call call, MemberId id, long imported, long revision, List<Query> queries) {
        sql.selectFrom(MEMBER_FACT).where(MEMBER_FACT.MEMBER_ID.eq(id), MEMBER_FACT.REVISION.eq(imported)).forEach(now -> {
            var before = sql.selectFrom(MEMBER_FACT).where(MEMBER_FACT.ID.eq(now.getId()), MEMBER_FACT.REVISION.lt(imported))
                    .orderBy(MEMBER_FACT.REVISION.desc()).limit(1).fetchOne();
            var as = before == null ? now : before;
            queries.add(append(sql, call, id, revision, now.getId(), as.getKind(), as.getValue(), as.getEffectiveFrom(), before == null));
        });
    }
}
