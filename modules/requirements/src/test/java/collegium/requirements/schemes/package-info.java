/** Cases and properties of schemes. */
@NullMarked
package collegium.requirements.schemes;

import org.jspecify.annotations.NullMarked;
