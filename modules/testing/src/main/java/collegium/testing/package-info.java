/** What tests of several modules share: a real server, fresh bodies, callers. In test scope alone. */
@NullMarked
package collegium.testing;

import org.jspecify.annotations.NullMarked;
