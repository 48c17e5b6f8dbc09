package collegium.database;

import collegium.kernel.BodyId;

/** Says where a body's data lives. */
interface Placements {

    /** The body's schema and the role with rights on it alone; a body that is not registered is refused as not found. */
    Placement of(BodyId body);

    record Placement(String schema, String role) {}
}
