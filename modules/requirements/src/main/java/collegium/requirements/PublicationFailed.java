package collegium.requirements;

import collegium.kernel.Call;
import java.util.List;

/** A draft was to be published in this transaction's moment and was not, for the reasons whose codes are named. */
public record PublicationFailed(Call call, SchemeVersion draft, Publications.Publication planned, List<String> reasons) {

    public PublicationFailed {
        reasons = List.copyOf(reasons);
    }
}
