package collegium.architecture.offending.membership.inside;

public final class Hidden {}
