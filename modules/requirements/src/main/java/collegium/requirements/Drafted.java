package collegium.requirements;

import collegium.requirements.schemes.Fault;
import java.util.List;

/** What came of saving a draft. */
public sealed interface Drafted {

    /**
     * It is kept.
     *
     * @param merged whether somebody else's changes, made meanwhile to other rules, are in it too
     */
    record Kept(SchemeVersion version, boolean merged) implements Drafted {}

    /** Nothing was kept as the draft: the document has faults, each with its path and what would be right. */
    record Faulty(List<Fault> faults) implements Drafted {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    /**
     * Nothing was kept as the draft: somebody else changed the same, and a person has to choose.
     *
     * @param now the draft as it is
     * @param pieces what both changed, as {@code requirements:total}; empty where it cannot be said more closely
     */
    record Collides(SchemeVersion now, List<String> pieces) implements Drafted {
        public Collides {
            pieces = List.copyOf(pieces);
        }
    }

    /** Nothing was kept: the form cannot change it without changing something else as well; the document can. */
    record Tangled() implements Drafted {}
}
