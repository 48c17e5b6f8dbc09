/** Peers look at frozen submissions: assignment, conflicts of interest, comments, criteria, recommendations. */
@NullMarked
package collegium.peerreview;

import org.jspecify.annotations.NullMarked;
