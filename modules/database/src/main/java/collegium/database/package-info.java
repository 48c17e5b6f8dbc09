/** The one door to PostgreSQL: a body's schema per call, the platform's schema, and the runner that changes schemas. */
@NullMarked
package collegium.database;

import org.jspecify.annotations.NullMarked;
