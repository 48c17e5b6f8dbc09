/** What was sent to whom and why, for a body's officers and administrators and for the platform's operators. */
@NullMarked
package collegium.web.messages;

import org.jspecify.annotations.NullMarked;
