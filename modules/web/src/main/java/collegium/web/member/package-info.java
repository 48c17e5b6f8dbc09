/** A member's own pages: home, why these numbers, the record. */
@NullMarked
package collegium.web.member;

import org.jspecify.annotations.NullMarked;
