package collegium.database;

/** A PostgreSQL server and the login that may make roles and schemas on it; used at start alone, to lay the ground. */
public record Server(String url, String user, String password) {

    @Override
    public String toString() {
        return "Server[" + url + ", " + user + "]";
    }
}
