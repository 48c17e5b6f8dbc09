package collegium.requirements;

import collegium.requirements.schemes.Fault;
import java.util.List;

/** What came of saving a draft. */
public sealed interface Drafted {

    /** It is kept. */
    record Kept(SchemeVersion version) implements Drafted {}

    /** Nothing was kept: the document has faults, each with its path and what would be right. */
    record Faulty(List<Fault> faults) implements Drafted {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
