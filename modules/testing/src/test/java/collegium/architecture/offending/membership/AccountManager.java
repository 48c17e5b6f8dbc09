package collegium.architecture.offending.membership;

public final class AccountManager {}
