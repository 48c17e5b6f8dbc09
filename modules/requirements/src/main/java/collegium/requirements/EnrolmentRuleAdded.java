package collegium.requirements;

import collegium.kernel.Call;

/** A scheme applies to more members from now on, in this transaction; those who are there already are enrolled in the background. */
public record EnrolmentRuleAdded(Call call, SchemeId scheme) {}
