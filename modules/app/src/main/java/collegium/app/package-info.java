/** Puts the product together and starts it: configuration, who is who and may come in, the command line. */
@NullMarked
package collegium.app;

import org.jspecify.annotations.NullMarked;
