/** The settled rules, one by one. */
@NullMarked
package collegium.requirements.engine;

import org.jspecify.annotations.NullMarked;
