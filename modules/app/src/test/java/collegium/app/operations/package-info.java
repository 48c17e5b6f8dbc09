/** The product as whoever runs it meets it: starting, refusing to start, figures, logs, stopping. */
@NullMarked
package collegium.app.operations;

import org.jspecify.annotations.NullMarked;
