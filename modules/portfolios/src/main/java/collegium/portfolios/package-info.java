/** The member's record: activities, artefacts, evidence and frozen submissions. Revisions are only ever added. */
@NullMarked
package collegium.portfolios;

import org.jspecify.annotations.NullMarked;
