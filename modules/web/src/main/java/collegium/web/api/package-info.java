/** The JSON API: a member's own record, where members stand, and attendance that other systems submit. */
@NullMarked
package collegium.web.api;

import org.jspecify.annotations.NullMarked;
