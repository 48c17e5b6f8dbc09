/** The compliance officer's pages: who is short, by how much, since when. */
@NullMarked
package collegium.web.officer;

import org.jspecify.annotations.NullMarked;
