package collegium.requirements.schemes;

/** The kinds of rule that a scheme has, each a list of its document. */
public enum RulePart {
    REQUIREMENT("requirements"),
    LIMIT("limits"),
    CREDIT("credit"),
    ELIGIBLE("eligible"),
    REPEATS("repeats"),
    AWARD("awards"),
    EXCLUSIVE("exclusive"),
    CARRY("carry"),
    EXEMPTION("exemptions");

    private final String list;

    RulePart(String list) {
        this.list = list;
    }

    /** The name of the list in the document. */
    public String list() {
        return list;
    }
}
