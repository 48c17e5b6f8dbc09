/** Scheme documents and record files: read with every fault named by path, reason and remedy; standings written. */
@NullMarked
package collegium.requirements.schemes;

import org.jspecify.annotations.NullMarked;
