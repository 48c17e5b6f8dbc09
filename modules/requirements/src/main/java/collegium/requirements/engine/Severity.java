package collegium.requirements.engine;

/** How much a requirement weighs: only a mandatory one fails a member. */
public enum Severity {
    MANDATORY,
    EXPECTED,
    ADVISORY
}
