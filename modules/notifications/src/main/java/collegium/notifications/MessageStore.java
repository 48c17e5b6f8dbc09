package collegium.notifications;

import static collegium.database.tenant.Tables.ACCOUNT;
import static collegium.database.tenant.Tables.MEMBER;
import static collegium.database.tenant.Tables.MESSAGE;
import static collegium.database.tenant.Tables.PERIOD;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import collegium.database.tenant.tables.records.MessageRecord;
import collegium.kernel.AccountId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;
import collegium.kernel.PeriodId;
import collegium.kernel.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Row13;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rows of the outbox. */
final class MessageStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TOGETHER = 1_000;

    private MessageStore() {}

    /** Where a message goes now. */
    record Whom(String name, String address, @Nullable AccountId account, @Nullable MemberId member) {}

    /** A row as read; text and HTML are there once it was sent or kept. */
    record Row(MessageRecord stored, MessageKind kind, Facts facts) {

        String recipient() {
            return stored.getRecipient();
        }

        Optional<MemberId> member() {
            return Optional.ofNullable(stored.getMemberId());
        }

        Optional<String> text() {
            return Optional.ofNullable(stored.getBodyText());
        }

        Optional<String> html() {
            return Optional.ofNullable(stored.getBodyHtml());
        }

        Message shown(Mail mail) {
            return new Message(new MessageId(stored.getId()), kind, MessageState.of(stored.getState()), member(),
                    stored.getRecipient(), stored.getAddress(), Optional.ofNullable(stored.getSubject()).orElse(mail.subject()),
                    mail.reason(), stored.getCreatedAt(), stored.getDueAt(), Optional.ofNullable(stored.getSentAt()),
                    stored.getAttempts(), Optional.ofNullable(stored.getError()), stored.getPerhapsTwice());
        }
    }

    static boolean insert(DSLContext sql, Call call, NewMessage message, String domain) {
        return insert(sql, call, List.of(new Addressed(message, whom(sql, message.recipient()))), domain) > 0;
    }

    /** Many to members, in few statements. */
    static void insertAll(DSLContext sql, Call call, List<NewMessage> messages, String domain) {
        for (int from = 0; from < messages.size(); from += TOGETHER) {
            List<NewMessage> some = messages.subList(from, Math.min(from + TOGETHER, messages.size()));
            Map<MemberId, Whom> members = members(sql, some.stream().map(message -> ((Recipient.ToMember) message.recipient()).member()).toList());
            insert(sql, call, some.stream().map(message -> new Addressed(message,
                    Optional.ofNullable(members.get(((Recipient.ToMember) message.recipient()).member())).orElseThrow(Refused::notFound))).toList(), domain);
        }
    }

    private record Addressed(NewMessage message, Whom whom) {}

    private static int insert(DSLContext sql, Call call, List<Addressed> all, String domain) {
        return sql.insertInto(MESSAGE, MESSAGE.ID, MESSAGE.KIND, MESSAGE.DEDUP, MESSAGE.MEMBER_ID, MESSAGE.ACCOUNT_ID, MESSAGE.PERIOD_ID, MESSAGE.RECIPIENT,
                        MESSAGE.ADDRESS, MESSAGE.FACTS, MESSAGE.DUE_AT, MESSAGE.STATE, MESSAGE.MESSAGE_ID, MESSAGE.CREATED_AT)
                .valuesOfRows(all.stream().map(each -> values(call, each.message(), each.whom(), domain)).toList())
                .onConflict(MESSAGE.DEDUP).doUpdate()
                .set(MESSAGE.STATE, MessageState.DUE.key())
                .set(MESSAGE.FACTS, excluded(MESSAGE.FACTS))
                .set(MESSAGE.DUE_AT, excluded(MESSAGE.DUE_AT))
                .where(MESSAGE.STATE.eq(MessageState.CANCELLED.key()))
                .execute();
    }

    private static Row13<UUID, String, String, MemberId, AccountId, PeriodId, String, String, JSONB, Instant, String, String, Instant> values(
            Call call, NewMessage message, Whom whom, String domain) {
        UUID id = call.freshId();
        return row(val(id), val(message.kind().key()), val(message.dedup().orElse(null), MESSAGE.DEDUP), val(whom.member(), MESSAGE.MEMBER_ID),
                val(whom.account(), MESSAGE.ACCOUNT_ID), val(message.period().orElse(null), MESSAGE.PERIOD_ID), val(whom.name()), val(whom.address()),
                val(JSONB.jsonb(json(message.facts()))), val(message.dueAt(), MESSAGE.DUE_AT), val(MessageState.DUE.key()),
                val("<" + id + "@" + domain + ">"), val(call.at(), MESSAGE.CREATED_AT));
    }

    static Whom whom(DSLContext sql, Recipient recipient) {
        return switch (recipient) {
            case Recipient.ToAccount(AccountId account) -> sql.select(ACCOUNT.NAME, ACCOUNT.EMAIL, MEMBER.ID)
                    .from(ACCOUNT).leftJoin(MEMBER).on(MEMBER.ACCOUNT_ID.eq(ACCOUNT.ID))
                    .where(ACCOUNT.ID.eq(account))
                    .fetchOptional(found -> new Whom(found.value1(), found.value2(), account, found.value3()))
                    .orElseThrow(Refused::notFound);
            case Recipient.ToMember(MemberId member) ->
                    Optional.ofNullable(members(sql, List.of(member)).get(member)).orElseThrow(Refused::notFound);
            case Recipient.ToAddress(String address, String name) -> new Whom(name, address, null, null);
        };
    }

    private static Map<MemberId, Whom> members(DSLContext sql, List<MemberId> members) {
        return sql.select(MEMBER.ID, concat(MEMBER.GIVEN_NAME, inline(" "), MEMBER.FAMILY_NAME), coalesce(ACCOUNT.EMAIL, MEMBER.EMAIL, inline("")), MEMBER.ACCOUNT_ID)
                .from(MEMBER).leftJoin(ACCOUNT).on(ACCOUNT.ID.eq(MEMBER.ACCOUNT_ID))
                .where(MEMBER.ID.in(members))
                .fetchMap(MEMBER.ID, found -> new Whom(found.value2(), found.value3(), found.value4(), found.value1()));
    }

    static String json(Facts facts) {
        return JSON.writeValueAsString(facts);
    }

    /** To whom a stored message goes: a member or an account by its present address. */
    static Recipient recipient(MessageRecord stored) {
        if (stored.getMemberId() != null) {
            return new Recipient.ToMember(stored.getMemberId());
        }
        return stored.getAccountId() != null
                ? new Recipient.ToAccount(stored.getAccountId())
                : new Recipient.ToAddress(stored.getAddress(), stored.getRecipient());
    }

    static Row read(MessageRecord stored) {
        return new Row(stored, MessageKind.of(stored.getKind()), JSON.readValue(stored.getFacts().data(), Facts.class));
    }

    static Optional<Row> find(DSLContext sql, MessageId id) {
        return sql.selectFrom(MESSAGE).where(MESSAGE.ID.eq(id.value())).fetchOptional(MessageStore::read);
    }

    static List<Row> list(DSLContext sql, Message.Query query) {
        return sql.selectFrom(MESSAGE)
                .where(query.state().map(state -> MESSAGE.STATE.eq(state.key())).orElse(noCondition()))
                .and(query.kind().map(kind -> MESSAGE.KIND.eq(kind.key())).orElse(noCondition()))
                .and(query.member().map(MESSAGE.MEMBER_ID::eq).orElse(noCondition()))
                .and(query.before().map(before -> row(MESSAGE.CREATED_AT, MESSAGE.ID)
                                .lt(select(MESSAGE.CREATED_AT, MESSAGE.ID).from(MESSAGE).where(MESSAGE.ID.eq(before.value()))))
                        .orElse(noCondition()))
                .orderBy(MESSAGE.CREATED_AT.desc(), MESSAGE.ID.desc())
                .limit(Math.clamp(query.limit(), 1, 200))
                .fetch(MessageStore::read);
    }

    static Map<MessageState, Integer> counts(DSLContext sql) {
        Map<MessageState, Integer> counts = new EnumMap<>(MessageState.class);
        sql.select(MESSAGE.STATE, count()).from(MESSAGE).groupBy(MESSAGE.STATE)
                .forEach(found -> counts.put(MessageState.of(found.value1()), found.value2()));
        return counts;
    }

    /** Makes what failed or was kept due again, with its words open again. */
    static int free(DSLContext sql, Call call, Condition which) {
        return sql.update(MESSAGE)
                .set(MESSAGE.STATE, MessageState.DUE.key())
                .set(MESSAGE.DUE_AT, call.at())
                .set(MESSAGE.ATTEMPTS, 0)
                .setNull(MESSAGE.ERROR).setNull(MESSAGE.SUBJECT).setNull(MESSAGE.BODY_TEXT).setNull(MESSAGE.BODY_HTML)
                .where(which)
                .and(MESSAGE.STATE.in(MessageState.KEPT.key(), MessageState.FAILED.key()))
                .execute();
    }

    /** Not a reminder of a period whose last day has passed. */
    static Condition notPast(LocalDate today) {
        return not(exists(selectOne().from(PERIOD).where(PERIOD.ID.eq(MESSAGE.PERIOD_ID)).and(PERIOD.DECLARE_BY.lt(today))));
    }
}
