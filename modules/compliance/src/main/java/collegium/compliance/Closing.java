package collegium.compliance;

import collegium.kernel.Call;
import collegium.requirements.EnrolledIn;
import collegium.requirements.engine.MemberRecord;
import collegium.requirements.engine.Owed;
import collegium.requirements.engine.Severity;
import collegium.requirements.engine.Standing;
import collegium.requirements.engine.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * What an ended period moves into the one that is open: the credit that its scheme lets be carried on, and what it fell short of, which
 * counts where the scheme adds it to what is asked next.
 *
 * @param last the standing of the ended period, its windows closed
 */
record Closing(EnrolledIn ended, EnrolledIn open, Standing last) {

    /** Whether something else is moved than is known so far. */
    boolean restates(KnownRecord known) {
        return carriesAnew(known) || owesAnew(known);
    }

    private boolean carriesAnew(KnownRecord known) {
        return !CarriedStore.alike(CarriedStore.moved(known.in(open).carried()), last.carryOut());
    }

    private boolean owesAnew(KnownRecord known) {
        return !OwedStore.alike(known.in(open).owed(), owed(last));
    }

    /** The same as {@link #restates} where the entries stand by their places, so that what is carried is compared without saying from which. */
    static boolean restates(MemberRecord open, Standing last) {
        return !CarriedStore.alikeWhatever(CarriedStore.moved(open.carried()), last.carryOut()) || !OwedStore.alike(open.owed(), owed(last));
    }

    /** Only whole requirements: what is owed is said by the requirement's own name. */
    private static List<Owed> owed(Standing last) {
        return last.findings().stream()
                .filter(finding -> finding.severity() == Severity.MANDATORY && finding.status() == Status.SHORT && finding.instance().isEmpty())
                .filter(finding -> finding.shortBy().compareTo(BigDecimal.ZERO) > 0)
                .map(finding -> new Owed(finding.requirement(), finding.shortBy(), last.period().end(), Optional.empty()))
                .toList();
    }

    /** States it with a revision of the member's that nothing of the kind has yet. */
    void state(DSLContext sql, Call call, long revision, KnownRecord known) {
        if (carriesAnew(known)) {
            CarriedStore.state(sql, call, this, revision);
        }
        if (owesAnew(known)) {
            OwedStore.state(sql, call, this, revision, owed(last));
        }
    }
}
