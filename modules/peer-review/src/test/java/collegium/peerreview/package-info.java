/** Reviews of frozen submissions, on real PostgreSQL. */
@NullMarked
package collegium.peerreview;

import org.jspecify.annotations.NullMarked;
