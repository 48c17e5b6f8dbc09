package collegium.web.problems;

import collegium.kernel.Refused;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A call of the API that its protocol refuses, before or besides what a module would: a header that is missing, a revision gone by. */
public final class ApiFault extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final HttpStatus status;
    private final transient List<Refused.Fault> faults;

    public ApiFault(HttpStatus status, List<Refused.Fault> faults) {
        super(faults.getFirst().code(), null, false, false);
        this.status = status;
        this.faults = List.copyOf(faults);
    }

    HttpStatus status() {
        return status;
    }

    List<Refused.Fault> faults() {
        return faults;
    }
}
