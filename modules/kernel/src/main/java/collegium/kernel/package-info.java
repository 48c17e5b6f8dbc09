/** What two modules both speak: ids, the call, spans of days, refusals. Nothing here knows a framework. */
@NullMarked
package collegium.kernel;

import org.jspecify.annotations.NullMarked;
