/**
 * The pure engine: judges one member's record against one scheme at one date and explains the result. No clock, no
 * database, nothing but the JDK. {@link collegium.requirements.engine.Judge} is the only way in.
 */
@NullMarked
package collegium.requirements.engine;

import org.jspecify.annotations.NullMarked;
