package collegium.app.demo;

import collegium.app.Running;

/** The three invented bodies in the running product of the tests, made when the first test asks for them. */
public final class DemoBodies {

    public static final String PASSWORD = Demonstration.PASSWORD;

    private DemoBodies() {}

    private static final class Made {
        private static final boolean DONE = make();

        private static boolean make() {
            Running.part(Demonstration.class).make();
            return true;
        }
    }

    /** The address of a page at one of them. */
    public static String at(String slug, String path) {
        if (!Made.DONE) {
            throw new AssertionError("not made");
        }
        return "http://%s.localhost:%d%s".formatted(slug, Running.port(), path);
    }
}
