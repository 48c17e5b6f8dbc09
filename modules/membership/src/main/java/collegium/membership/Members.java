package collegium.membership;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.FACT_PROPOSAL;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MEMBER_FACT;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import collegium.database.Revisions;
import collegium.database.TenantDatabase;
import collegium.kernel.AccountId;
import collegium.kernel.Actor;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.Refused;
import collegium.kernel.Role;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Members and the dated facts about them. Facts are append-only revisions: what was known at any revision can be read back. */
@Component
public class Members {

    private final TenantDatabase database;
    private final ApplicationEventPublisher events;

    public Members(TenantDatabase database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    /** Registers a member with the first facts. Refused: a number that is taken, names and addresses that are none. */
    public MemberId register(Call call, RegisterMember command) {
        call.require(Role.ADMINISTRATOR, Role.OFFICER);
        command.check();
        MemberId id = new MemberId(call.freshId());
        database.run(call.body(), sql -> {
            int registered = sql.insertInto(MEMBER)
                    .set(MEMBER.ID, id)
                    .set(MEMBER.ACCOUNT_ID, command.account().orElse(null))
                    .set(MEMBER.NUMBER, command.number().strip())
                    .set(MEMBER.GIVEN_NAME, command.givenName().strip())
                    .set(MEMBER.FAMILY_NAME, command.familyName().strip())
                    .set(MEMBER.SORT_NAME, sortName(command.familyName(), command.givenName()))
                    .set(MEMBER.EMAIL, command.email().map(String::strip).orElse(null))
                    .set(MEMBER.JOINED_ON, command.joined())
                    .set(MEMBER.CREATED_AT, call.at())
                    .onConflict(MEMBER.NUMBER).doNothing()
                    .execute();
            if (registered == 0) {
                throw Refused.invalid("member-number-taken", "number", Map.of("number", command.number().strip()));
            }
            long revision = Revisions.next(sql, id);
            command.facts().forEach(fact -> append(sql, call, id, revision, false, fact));
            AuditLog.write(sql, call, "member-registered", AuditLog.Subject.of("member", id.value(), id), Map.of(),
                    Map.of("number", command.number()));
            events.publishEvent(new MemberFactsChanged(call, id, revision));
        });
        return id;
    }

    static String sortName(String family, String given) {
        return (family.strip() + ", " + given.strip()).toLowerCase(Locale.ROOT);
    }

    /** The member, to themself and to those who care for members; to everybody else they are not there. */
    public Member find(Call call, MemberId id) {
        call.requireOwn(id, Role.OFFICER, Role.ADMINISTRATOR, Role.REVIEWER);
        return database.in(call.body(), sql -> sql.selectFrom(MEMBER).where(MEMBER.ID.eq(id), MEMBER.ERASED_AT.isNull()).fetchOptional(Members::member))
                .orElseThrow(Refused::notFound);
    }

    /** The member that an account's person is; to themself and to those who care for members. */
    public Optional<Member> byAccount(Call call, AccountId account) {
        if (call.account().filter(account::equals).isEmpty()) {
            call.require(Role.OFFICER, Role.ADMINISTRATOR, Role.REVIEWER);
        }
        return database.in(call.body(), sql -> sql.selectFrom(MEMBER).where(MEMBER.ACCOUNT_ID.eq(account)).fetchOptional(Members::member));
    }

    /** By number and family name, as a provider of training knows them; for clients with the scope {@code attendance}. */
    public Optional<MemberId> byNumberAndFamilyName(Call call, String number, String familyName) {
        if (!(call.actor() instanceof Actor.Client)) {
            call.require(Role.OFFICER, Role.ADMINISTRATOR);
        }
        call.requireScope("attendance");
        if (!Texts.isLine(number, 200) || !Texts.isLine(familyName, 200)) {
            return Optional.empty();
        }
        return database.in(call.body(), sql -> sql.select(MEMBER.ID).from(MEMBER)
                .where(MEMBER.NUMBER.eq(number.strip())).and(MEMBER.FAMILY_NAME.equalIgnoreCase(familyName.strip()))
                .fetchOptional(found -> found.value1()));
    }

    /** The members of those numbers, by number; for what is brought in for them. */
    public Map<String, MemberId> byNumbers(Call call, Collection<String> numbers) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.select(MEMBER.NUMBER, MEMBER.ID).from(MEMBER)
                .where(MEMBER.NUMBER.in(numbers.stream().filter(Texts::printable).toList()), MEMBER.ERASED_AT.isNull())
                .fetchMap(row -> row.value1(), row -> row.value2()));
    }

    /** Members whose name or number begins with the words, by name, so many at a time; {@code after} is the last of the page before. */
    public List<Member> search(Call call, String words, Optional<Member> after, int size) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        if (!Texts.printable(wanted)) {
            return List.of();
        }
        Condition condition = wanted.isEmpty()
                ? noCondition()
                : MEMBER.SORT_NAME.startsWith(wanted)
                        .or(MEMBER.NUMBER.startsWithIgnoreCase(wanted))
                        .or(concat(MEMBER.GIVEN_NAME, inline(" "), MEMBER.FAMILY_NAME).containsIgnoreCase(wanted));
        return database.in(call.body(), sql -> sql.selectFrom(MEMBER)
                .where(condition).and(MEMBER.ERASED_AT.isNull())
                .and(after.map(last -> row(MEMBER.SORT_NAME, MEMBER.ID).gt(sortName(last.familyName(), last.givenName()), last.id()))
                        .orElse(noCondition()))
                .orderBy(MEMBER.SORT_NAME, MEMBER.ID)
                .limit(size)
                .fetch(Members::member));
    }

    /** Every fact about the member as it is now, the latest first. */
    public List<MemberFact> facts(Call call, MemberId id) {
        call.requireOwn(id, Role.OFFICER, Role.ADMINISTRATOR, Role.REVIEWER);
        return factsAsKnown(call, id, Long.MAX_VALUE);
    }

    /** Every fact as it was known at the revision; for judging, which is done on behalf of the product. */
    public List<MemberFact> factsAsKnown(Call call, MemberId id, long revision) {
        var newest = MEMBER_FACT.as("newest");
        return database.in(call.body(), sql -> sql.selectFrom(MEMBER_FACT)
                .where(MEMBER_FACT.MEMBER_ID.eq(id))
                .and(MEMBER_FACT.REVISION.eq(sql.select(max(newest.REVISION)).from(newest)
                        .where(newest.ID.eq(MEMBER_FACT.ID)).and(newest.REVISION.le(revision))))
                .and(MEMBER_FACT.WITHDRAWN.isFalse())
                .orderBy(MEMBER_FACT.EFFECTIVE_FROM.desc(), MEMBER_FACT.ID)
                .fetch(Members::fact));
    }

    /** All that was ever said of one fact of the member, the latest first; not found where nothing was. */
    public List<FactRevision> history(Call call, MemberId id, UUID fact) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        List<FactRevision> history = database.in(call.body(), sql -> sql.select(MEMBER_FACT.fields()).select(ACCOUNT.NAME)
                .from(MEMBER_FACT).leftJoin(ACCOUNT).on(ACCOUNT.ID.eq(MEMBER_FACT.RECORDED_BY.coerce(ACCOUNT.ID)))
                .where(MEMBER_FACT.ID.eq(fact)).and(MEMBER_FACT.MEMBER_ID.eq(id))
                .orderBy(MEMBER_FACT.REVISION.desc())
                .fetch(found -> new FactRevision(fact(found), found.get(MEMBER_FACT.WITHDRAWN), Optional.ofNullable(found.get(ACCOUNT.NAME)))));
        if (history.isEmpty()) {
            throw Refused.notFound();
        }
        return history;
    }

    /** Adds a fact, or corrects one, from its effective date; what is judged by it is judged again in the same transaction. */
    public void change(Call call, MemberId id, ChangeFact command) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        command.check();
        database.run(call.body(), sql -> {
            long revision = Revisions.next(sql, id);
            command.replaces().ifPresent(fact -> requireFactOf(sql, id, fact));
            append(sql, call, id, revision, false, command);
            AuditLog.write(sql, call, "fact-changed", AuditLog.Subject.of("member", id.value(), id), Map.of(),
                    Map.of("kind", command.kind(), "value", command.value(), "from", command.from().toString(), "source", command.source()));
            events.publishEvent(new MemberFactsChanged(call, id, revision));
        });
    }

    /**
     * Corrects a fact that the caller read at a revision; refused as {@code changed-meanwhile} where somebody else corrected or
     * withdrew it since, so that two tabs do not overwrite one another.
     */
    public void change(Call call, MemberId id, ChangeFact command, long readAt) {
        database.run(call.body(), sql -> {
            change(call, id, command);
            refuseWhereStale(sql, command.replaces().orElseThrow(Refused::notFound), readAt);
        });
    }

    /** Takes a fact back, as if it had not been said; what was known before the revision of this still reads it. */
    public void withdraw(Call call, MemberId id, UUID fact, String source, long readAt) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        if (!Texts.isLine(source, 200)) {
            throw Refused.invalid("fact-source-needed", "source");
        }
        database.run(call.body(), sql -> {
            long revision = Revisions.next(sql, id);
            MemberFact before = factsAsKnown(call, id, revision).stream().filter(known -> known.id().equals(fact)).findFirst()
                    .orElseThrow(Refused::notFound);
            append(sql, call, id, revision, true,
                    new ChangeFact(Optional.of(fact), before.kind(), before.value(), before.from(), before.to(), source));
            refuseWhereStale(sql, fact, readAt);
            AuditLog.write(sql, call, "fact-withdrawn", AuditLog.Subject.of("member", id.value(), id),
                    Map.of("kind", before.kind(), "value", before.value(), "from", before.from().toString()), Map.of("source", source.strip()));
            events.publishEvent(new MemberFactsChanged(call, id, revision));
        });
    }

    /** Looks at the revision before the one that this transaction has just appended. */
    private static void refuseWhereStale(DSLContext sql, UUID fact, long readAt) {
        List<Long> latest = sql.select(MEMBER_FACT.REVISION).from(MEMBER_FACT).where(MEMBER_FACT.ID.eq(fact))
                .orderBy(MEMBER_FACT.REVISION.desc()).limit(2).fetch(MEMBER_FACT.REVISION);
        if (latest.size() < 2 || latest.get(1) != readAt) {
            throw Refused.conflict("changed-meanwhile");
        }
    }

    private static void requireFactOf(DSLContext sql, MemberId member, UUID fact) {
        if (!sql.fetchExists(MEMBER_FACT, MEMBER_FACT.ID.eq(fact).and(MEMBER_FACT.MEMBER_ID.eq(member)))) {
            throw Refused.notFound();
        }
    }

    private static void append(DSLContext sql, Call call, MemberId member, long revision, boolean withdrawn, ChangeFact fact) {
        sql.insertInto(MEMBER_FACT)
                .set(MEMBER_FACT.ID, fact.replaces().orElseGet(call::freshId))
                .set(MEMBER_FACT.REVISION, revision)
                .set(MEMBER_FACT.MEMBER_ID, member)
                .set(MEMBER_FACT.KIND, fact.kind())
                .set(MEMBER_FACT.VALUE, fact.value().strip())
                .set(MEMBER_FACT.EFFECTIVE_FROM, fact.from())
                .set(MEMBER_FACT.EFFECTIVE_TO, fact.to().orElse(null))
                .set(MEMBER_FACT.SOURCE, fact.source().strip())
                .set(MEMBER_FACT.WITHDRAWN, withdrawn)
                .set(MEMBER_FACT.RECORDED_AT, call.at())
                .set(MEMBER_FACT.RECORDED_BY, call.account().map(AccountId::value).orElse(null))
                .execute();
    }

    /** Corrects the address at which the body reaches a member without an account; who has one is reached at the account's. */
    public void changeEmail(Call call, MemberId id, String email) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        if (!Texts.isEmail(email)) {
            throw Refused.invalid("email-form", "email");
        }
        database.run(call.body(), sql -> {
            Member before = find(call, id);
            if (before.account().isPresent()) {
                throw Refused.conflict("member-has-account");
            }
            sql.update(MEMBER).set(MEMBER.EMAIL, email.strip()).where(MEMBER.ID.eq(id)).execute();
            AuditLog.write(sql, call, "member-email-changed", AuditLog.Subject.of("member", id.value(), id),
                    Map.of("email", before.email().orElse("")), Map.of("email", email.strip()));
        });
    }

    /** A member asks for a change of their own facts; nothing changes until an officer decides. */
    public void propose(Call call, String kind, String value, LocalDate from, Optional<LocalDate> to, Optional<String> note) {
        MemberId member = call.member().orElseThrow(Refused::notAllowed);
        new ChangeFact(Optional.empty(), kind, value, from, to, "the member").check();
        if (note.filter(text -> text.length() > 2000).isPresent()) {
            throw Refused.invalid("text-too-long", "note", Map.of("longest", 2000));
        }
        if (!note.map(Texts::printable).orElse(true)) {
            throw Refused.invalid("unprintable", "note");
        }
        database.run(call.body(), sql -> {
            UUID id = call.freshId();
            sql.insertInto(FACT_PROPOSAL)
                    .set(FACT_PROPOSAL.ID, id)
                    .set(FACT_PROPOSAL.MEMBER_ID, member)
                    .set(FACT_PROPOSAL.KIND, kind)
                    .set(FACT_PROPOSAL.VALUE, value.strip())
                    .set(FACT_PROPOSAL.EFFECTIVE_FROM, from)
                    .set(FACT_PROPOSAL.EFFECTIVE_TO, to.orElse(null))
                    .set(FACT_PROPOSAL.NOTE, note.map(String::strip).orElse(null))
                    .set(FACT_PROPOSAL.PROPOSED_AT, call.at())
                    .set(FACT_PROPOSAL.PROPOSED_BY, call.account().orElseThrow(Refused::notAllowed).value())
                    .execute();
            AuditLog.write(sql, call, "fact-proposed", AuditLog.Subject.of("proposal", id, member), Map.of(), Map.of("kind", kind, "value", value));
        });
    }

    /** What members asked for and nobody decided yet, the oldest first. */
    public List<FactProposal> proposals(Call call) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.select(FACT_PROPOSAL.fields()).select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME)
                .from(FACT_PROPOSAL).join(MEMBER).on(MEMBER.ID.eq(FACT_PROPOSAL.MEMBER_ID))
                .where(FACT_PROPOSAL.DECIDED_AT.isNull())
                .orderBy(FACT_PROPOSAL.PROPOSED_AT, FACT_PROPOSAL.ID)
                .fetch(Members::proposal));
    }

    /** What the member asked for, with what became of it, the latest first. */
    public List<AskedChange> asked(Call call, MemberId member) {
        call.requireOwn(member, Role.OFFICER, Role.ADMINISTRATOR);
        return database.in(call.body(), sql -> sql.select(FACT_PROPOSAL.fields()).select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME)
                .from(FACT_PROPOSAL).join(MEMBER).on(MEMBER.ID.eq(FACT_PROPOSAL.MEMBER_ID))
                .where(FACT_PROPOSAL.MEMBER_ID.eq(member))
                .orderBy(FACT_PROPOSAL.PROPOSED_AT.desc(), FACT_PROPOSAL.ID)
                .fetch(found -> new AskedChange(proposal(found), Optional.ofNullable(found.get(FACT_PROPOSAL.ACCEPTED)),
                        Optional.ofNullable(found.get(FACT_PROPOSAL.REASON)).filter(reason -> !reason.isBlank()))));
    }

    /** Decides a proposal, once; accepting it changes the fact on the member's word. */
    public void decide(Call call, UUID id, boolean accept, String reason) {
        call.require(Role.OFFICER, Role.ADMINISTRATOR);
        if (!Texts.isLine(reason, 500) && (!accept || !reason.isEmpty())) {
            throw Refused.invalid("reason-needed", "reason");
        }
        database.run(call.body(), sql -> {
            FactProposal proposal = sql.select(FACT_PROPOSAL.fields()).select(MEMBER.GIVEN_NAME, MEMBER.FAMILY_NAME)
                    .from(FACT_PROPOSAL).join(MEMBER).on(MEMBER.ID.eq(FACT_PROPOSAL.MEMBER_ID))
                    .where(FACT_PROPOSAL.ID.eq(id)).fetchOptional(Members::proposal).orElseThrow(Refused::notFound);
            int decided = sql.update(FACT_PROPOSAL)
                    .set(FACT_PROPOSAL.DECIDED_AT, call.at()).set(FACT_PROPOSAL.DECIDED_BY, call.account().map(AccountId::value).orElse(null))
                    .set(FACT_PROPOSAL.ACCEPTED, accept).set(FACT_PROPOSAL.REASON, reason.strip())
                    .where(FACT_PROPOSAL.ID.eq(id)).and(FACT_PROPOSAL.DECIDED_AT.isNull())
                    .execute();
            if (decided == 0) {
                throw Refused.conflict("already-decided");
            }
            AuditLog.write(sql, call, accept ? "proposal-accepted" : "proposal-declined",
                    AuditLog.Subject.of("proposal", id, proposal.member()), Map.of(), Map.of("kind", proposal.kind(), "value", proposal.value()));
            if (accept) {
                change(call, proposal.member(), new ChangeFact(Optional.empty(), proposal.kind(), proposal.value(), proposal.from(),
                        proposal.to(), "Proposed by the member"));
            }
        });
    }

    static Member member(Record found) {
        return new Member(found.get(MEMBER.ID), Optional.ofNullable(found.get(MEMBER.ACCOUNT_ID)), found.get(MEMBER.NUMBER),
                found.get(MEMBER.GIVEN_NAME), found.get(MEMBER.FAMILY_NAME), Optional.ofNullable(found.get(MEMBER.EMAIL)),
                found.get(MEMBER.JOINED_ON), Optional.ofNullable(found.get(MEMBER.LEFT_ON)), found.get(MEMBER.REVISION));
    }

    static MemberFact fact(Record found) {
        return new MemberFact(found.get(MEMBER_FACT.ID), found.get(MEMBER_FACT.KIND), found.get(MEMBER_FACT.VALUE),
                found.get(MEMBER_FACT.EFFECTIVE_FROM), Optional.ofNullable(found.get(MEMBER_FACT.EFFECTIVE_TO)),
                found.get(MEMBER_FACT.SOURCE), found.get(MEMBER_FACT.REVISION), found.get(MEMBER_FACT.RECORDED_AT));
    }

    private static FactProposal proposal(Record found) {
        return new FactProposal(found.get(FACT_PROPOSAL.ID), found.get(FACT_PROPOSAL.MEMBER_ID),
                found.get(MEMBER.GIVEN_NAME) + " " + found.get(MEMBER.FAMILY_NAME), found.get(FACT_PROPOSAL.KIND),
                found.get(FACT_PROPOSAL.VALUE), found.get(FACT_PROPOSAL.EFFECTIVE_FROM),
                Optional.ofNullable(found.get(FACT_PROPOSAL.EFFECTIVE_TO)), Optional.ofNullable(found.get(FACT_PROPOSAL.NOTE)),
                found.get(FACT_PROPOSAL.PROPOSED_AT));
    }
}
