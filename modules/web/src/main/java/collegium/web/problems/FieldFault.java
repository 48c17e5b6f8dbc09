package collegium.web.problems;

import java.io.Serializable;

/** A reason for which a form came back, in words, beside the field that it names; the field is empty where it is none. */
public record FieldFault(String field, String message) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The same beside a field that the form calls otherwise. */
    public FieldFault in(String other) {
        return new FieldFault(other, message);
    }
}
