/** The rules that the build holds the product to, each with its reason in its message. In test scope alone. */
@NullMarked
package collegium.architecture;

import org.jspecify.annotations.NullMarked;
