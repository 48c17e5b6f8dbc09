package collegium.tenancy;

/** What a body or an operator may be called. */
final class Names {

    private static final int LONGEST = 120;

    private Names() {}

    static boolean acceptable(String name) {
        return !name.isBlank() && name.length() <= LONGEST && name.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
