package collegium.requirements.engine;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Judges members' records against one scheme. Pure: the same scheme, record, period and day give the same standing; no
 * clock is read and nothing is kept of one member for the next. Safe to share between threads.
 */
public final class Judge {

    /**
     * By which rules of the engine a standing was judged, kept with every one that is stored. A determination keeps it with its
     * inputs, so that a replay which comes out otherwise can say whether the engine changed in between; what was decided
     * stands, since a corrected engine must not rewrite it.
     *
     * <p>It is raised in the release in which any standing, its verdict, numbers or reasons, can come out otherwise than in the
     * release before for the same scheme, record, period and day; not for a change that is only about speed. It stays "1" until
     * the first release, before which nothing that must be replayed was decided.
     */
    public static final String ENGINE = "1";

    private final Plan plan;

    private Judge(Scheme scheme) {
        plan = new Plan(scheme);
    }

    /** Prepares the scheme, which costs as much as many judgements: keep it for as long as the scheme is judged by. */
    public static Judge of(Scheme scheme) {
        return new Judge(scheme);
    }

    public Scheme scheme() {
        return plan.scheme;
    }

    /**
     * The member's position in the period at the end of the day: windows that end then are closed, activities dated later
     * are ignored.
     */
    public Standing judge(MemberRecord record, Period period, LocalDate asOf) {
        return new Judging(plan, record, period, asOf).standing();
    }

    /** The same in short, without the explanation: for judging a whole body. Always as {@link #judge} would say. */
    public Verdict verdict(MemberRecord record, Period period, LocalDate asOf) {
        return new Judging(plan, record, period, asOf).verdict();
    }

    /** The period in which a day lies for this member, by the scheme's cycle; empty where a fact is missing. */
    public Optional<Period> period(MemberRecord record, LocalDate day) {
        return new Periods(plan.scheme, record).at(day);
    }

    /** What one more activity (or a changed one, of the same id) would count, beside the standing without it. */
    public Preview preview(MemberRecord record, Period period, LocalDate asOf, Activity activity) {
        Standing before = judge(record, period, asOf);
        Standing after = judge(record.with(activity), period, asOf);
        return Preview.of(before, after, activity.id());
    }

    /** The requirements of the version that judges the period, as the sentences that members read. */
    public List<Sentence> sentences(LocalDate on) {
        return new Sentences(plan.scheme).at(on);
    }

    /** What a condition asks for, in words. */
    public String inWords(Condition condition) {
        return new Phrases(plan.scheme).condition(condition);
    }

    /** What of an activity is asked for it to count at all, in words. */
    public String inWords(Crediting.Gate gate) {
        return new Sentences(plan.scheme).judged(gate);
    }

    /** What is credited only once, in words. */
    public String inWords(Crediting.Repeats repeats) {
        return new Sentences(plan.scheme).judged(repeats);
    }

    /** How much an amount is, in words. */
    public String inWords(Amount amount) {
        return new Phrases(plan.scheme).amount(amount);
    }

    /** Over which days a window reaches, in words; nothing for the whole period. */
    public String inWords(Window window) {
        return new Phrases(plan.scheme).window(window).strip();
    }
}
