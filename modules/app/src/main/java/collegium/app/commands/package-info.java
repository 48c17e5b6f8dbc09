/** The command line, in the same jar as the product. */
@NullMarked
package collegium.app.commands;

import org.jspecify.annotations.NullMarked;
