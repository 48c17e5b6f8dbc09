/** A body's schemes with their versions, and who they apply to. The language is read in {@code schemes}, judged in {@code engine}. */
@NullMarked
package collegium.requirements;

import org.jspecify.annotations.NullMarked;
