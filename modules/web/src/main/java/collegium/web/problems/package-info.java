/** The one place where a refusal becomes a page or an RFC 9457 problem. */
@NullMarked
package collegium.web.problems;

import org.jspecify.annotations.NullMarked;
