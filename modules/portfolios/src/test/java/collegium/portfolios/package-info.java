/** The member's record, on real PostgreSQL. */
@NullMarked
package collegium.portfolios;

import org.jspecify.annotations.NullMarked;
