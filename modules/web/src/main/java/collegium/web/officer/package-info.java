/** The compliance officer's pages: who stands where, and what needs doing. */
@NullMarked
package collegium.web.officer;

import org.jspecify.annotations.NullMarked;
