package collegium.notifications;

import java.util.Locale;

/**
 * What a message is about. Its words stand in {@code mail.properties} under {@link #key()}: {@code .subject}, {@code .text},
 * {@code .action} (the button) and {@code .reason} (why the person gets it), each an ICU message over the facts named here.
 */
public enum MessageKind {
    /** Invites a person to set a password. Texts: {@code link}. */
    INVITATION(true),
    /** Lets a person choose a new password. Texts: {@code link}. */
    PASSWORD_RESET(true),
    /** Asks somebody without an account to confirm. Texts: {@code link}, {@code member}, {@code subject}. */
    CONFIRMATION_REQUEST(true),
    /** A deadline comes near and something is missing. Written by {@link Reminders}. */
    DEADLINE_REMINDER(false),
    /** To a reviewer: a submission was assigned. Texts: {@code member}, {@code period}; dates: {@code due}. */
    REVIEW_ASSIGNED(false),
    /** To an officer: the reviewer declined. Texts: {@code reviewer}, {@code member}, {@code reasons}. */
    REVIEW_DECLINED(false),
    /** To an officer: the reviewer recommended. Texts: {@code reviewer}, {@code member}. */
    REVIEW_FINISHED(false),
    /** To a member: the body decided on a period. Texts: {@code period}, {@code outcome} ({@code met}, {@code not_met}, {@code relieved}), {@code reasons}. */
    DETERMINATION(false),
    /** To a member: rules were published that change where the member stands. Texts: {@code scheme}, {@code before}, {@code after}; lines: what is asked now and not met. */
    STANDING_CHANGED(false),
    /**
     * To an administrator: a version was to be published on a day and was not. Texts: {@code scheme}, {@code version}, {@code approver},
     * {@code failure} (the first code, {@code example_fails}); dates: {@code on}, {@code from}.
     */
    PUBLICATION_FAILED(false),
    /** To a member: an officer decided on one entry. Texts: {@code entry}, {@code verdict} ({@code accept}, {@code part}, {@code reject}, {@code reclassify}), {@code reasons}. */
    ENTRY_DECIDED(false),
    /** To a member: a submission was reopened. Texts: {@code period}, {@code reasons}. */
    SUBMISSION_REOPENED(false),
    /** To a member: relief was recorded. Texts: {@code relief}, {@code period}. */
    RELIEF_GIVEN(false),
    /** To a member: a change that the member proposed was accepted or not. Texts: {@code fact}, {@code outcome}, {@code reasons}. */
    FACT_PROPOSAL_DECIDED(false);

    private final boolean secret;

    MessageKind(boolean secret) {
        this.secret = secret;
    }

    /** Whether it carries a one-time link: then only administrators may open it, and its words are wiped once it was sent. */
    public boolean secret() {
        return secret;
    }

    /** In kebab case: stored, and the first part of the names of its words. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static MessageKind of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
