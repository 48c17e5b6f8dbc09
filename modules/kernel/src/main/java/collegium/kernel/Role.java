package collegium.kernel;

/** What a person may be in a body; {@link #OPERATOR} is of the platform and of no body. One person can hold several. */
public enum Role {
    MEMBER,
    COORDINATOR,
    REVIEWER,
    OFFICER,
    ADMINISTRATOR,
    OPERATOR
}
