package collegium.database;

/** The product's three logins; each has a pool of its own and as few rights as its work needs. */
enum Login {
    /** Serves requests: no rights of its own, steps into one body's role for one transaction. */
    TENANTS("collegium_tenants", "noinherit nocreaterole", 16),
    /** Sessions, schedules, registry: the platform's schema and nothing else. */
    PLATFORM("collegium_platform", "noinherit nocreaterole", 12),
    /** Makes and changes schemas; requests never use it. */
    RUNNER("collegium_runner", "noinherit createrole", 4);

    final String role;
    final String attributes;
    final int connections;

    Login(String role, String attributes, int connections) {
        this.role = role;
        this.attributes = attributes;
        this.connections = connections;
    }
}
