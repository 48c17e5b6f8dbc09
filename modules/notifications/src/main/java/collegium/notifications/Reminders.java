package collegium.notifications;

import static collegium.database.tenant.Tables.MESSAGE;

import collegium.database.TenantDatabase;
import collegium.kernel.Call;
import collegium.kernel.EnrolmentId;
import collegium.kernel.PeriodId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/**
 * Reminds of deadlines: once per enrolment, period, requirement, deadline date and tier. A tier is 90, 30 or 7 days before the
 * deadline by the body's calendar; one that was missed while nothing ran is made up for until the next begins.
 */
public final class Reminders {

    /** So many days before a deadline a reminder goes out, the nearest first. */
    public static final List<Integer> TIERS = List.of(7, 30, 90);
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final int PERIODS_A_PAGE = 500;

    private final TenantDatabase tenants;
    private final Outbox outbox;

    Reminders(TenantDatabase tenants, Outbox outbox) {
        this.tenants = tenants;
        this.outbox = outbox;
    }

    /** The tier in which a deadline lies so many days ahead; none once it has passed, or while it is far. */
    static Optional<Integer> tier(long daysLeft) {
        return daysLeft < 0 ? Optional.empty() : TIERS.stream().filter(tier -> daysLeft <= tier).findFirst();
    }

    /**
     * Inside the caller's transaction, cancels what was written for a period and is not sent: after its deadline moved, or the
     * period closed. The next run writes what is due by the new date.
     */
    public void cancel(DSLContext sql, EnrolmentId enrolment, PeriodId period) {
        outbox.cancel(sql, prefix(enrolment, period));
    }

    /** Writes today's reminders of a body, and cancels those that wait though what they tell of no longer holds. */
    void write(Call call, DueReminders source) {
        Set<String> waiting = new HashSet<>(tenants.<List<String>>in(call.body(), sql -> sql.select(MESSAGE.DEDUP).from(MESSAGE)
                .where(MESSAGE.KIND.eq(MessageKind.DEADLINE_REMINDER.key())).and(MESSAGE.STATE.eq(MessageState.DUE.key()))
                .and(MESSAGE.DEDUP.isNotNull())
                .fetch(MESSAGE.DEDUP)));
        Optional<PeriodId> after = Optional.empty();
        do {
            Optional<PeriodId> from = after;
            after = tenants.in(call.body(), sql -> {
                DueReminders.Page page = source.due(call, call.today().plusDays(TIERS.getLast()), from, PERIODS_A_PAGE);
                page.due().forEach(due -> waiting.remove(write(sql, call, due)));
                return page.last();
            });
        } while (after.isPresent());
        tenants.run(call.body(), sql -> sql.update(MESSAGE).set(MESSAGE.STATE, MessageState.CANCELLED.key())
                .where(MESSAGE.DEDUP.in(waiting)).and(MESSAGE.STATE.eq(MessageState.DUE.key())).execute());
    }

    private String write(DSLContext sql, Call call, DueReminders.Due due) {
        long daysLeft = ChronoUnit.DAYS.between(call.today(), due.deadline());
        Optional<Integer> tier = tier(daysLeft);
        if (tier.isEmpty()) {
            return "";
        }
        String key = prefix(due.enrolment(), due.period()) + due.requirement() + ":" + due.deadline() + ":" + tier.get();
        outbox.add(sql, call, new NewMessage(MessageKind.DEADLINE_REMINDER, new Recipient.ToMember(due.member()),
                facts(due, daysLeft), morning(call), Optional.of(key), Optional.of(due.period())));
        return key;
    }

    private static String prefix(EnrolmentId enrolment, PeriodId period) {
        return "reminder:" + enrolment.value() + ":" + period.value() + ":";
    }

    private static Facts facts(DueReminders.Due due, long daysLeft) {
        Facts.Line line = due.line();
        Facts facts = Facts.at("/")
                .text("requirement", line.title()).text("unit", line.unit())
                .number("daysLeft", BigDecimal.valueOf(daysLeft))
                .date("deadline", due.deadline())
                .line(line);
        if (line.needed().isPresent() && line.shortBy().isPresent()) {
            return facts.number("needed", line.needed().get()).number("shortBy", line.shortBy().get())
                    .number("counted", line.counted().orElse(BigDecimal.ZERO));
        }
        return facts;
    }

    /** Nobody is written to at midnight: at seven by the body's clock, or at once where that has passed. */
    private static Instant morning(Call call) {
        LocalDate today = call.today();
        Instant seven = today.atTime(MORNING).atZone(call.zone()).toInstant();
        return seven.isAfter(call.at()) ? seven : call.at();
    }
}
