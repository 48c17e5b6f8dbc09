package collegium.web.problems;

/** A reason for which a form came back, in words, beside the field that it names; the field is empty where it is none. */
public record FieldFault(String field, String message) {}
