/** From a submission to the body's decision: the member submits and reads what came of it, reviewers review, officers decide. */
@NullMarked
package collegium.web.reviews;

import org.jspecify.annotations.NullMarked;
