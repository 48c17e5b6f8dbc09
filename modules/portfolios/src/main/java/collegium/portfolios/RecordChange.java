package collegium.portfolios;

import collegium.kernel.ActivityId;
import collegium.kernel.Call;
import collegium.kernel.MemberId;

/** Something judged changed in a member's record; told in the transaction of the change, after it was written. */
public sealed interface RecordChange {

    Call call();

    MemberId member();

    /** The member's revision that holds the change. */
    long revision();

    /** In kebab case: what happened, for the history of standings. */
    String cause();

    record ActivityRecorded(Call call, MemberId member, ActivityId activity, long revision) implements RecordChange {
        @Override
        public String cause() {
            return "activity-recorded";
        }
    }

    record ActivityAmended(Call call, MemberId member, ActivityId activity, long revision) implements RecordChange {
        @Override
        public String cause() {
            return "activity-amended";
        }
    }

    record ActivityWithdrawn(Call call, MemberId member, ActivityId activity, long revision) implements RecordChange {
        @Override
        public String cause() {
            return "activity-withdrawn";
        }
    }

    /** What happened before the body came was brought in, or taken back: all of a member's that is done in one go. */
    record TakenOn(Call call, MemberId member, long revision) implements RecordChange {
        @Override
        public String cause() {
            return "taken-on";
        }
    }

    record ArtefactChanged(Call call, MemberId member, ArtefactId artefact, long revision) implements RecordChange {
        @Override
        public String cause() {
            return "artefact-changed";
        }
    }

    record EvidenceChanged(Call call, MemberId member, EvidenceId evidence, long revision) implements RecordChange {
        @Override
        public String cause() {
            return "evidence-changed";
        }
    }
}
