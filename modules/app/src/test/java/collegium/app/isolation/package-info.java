/**
 * Visits every way into the running product as everybody who has no business there. Routes are found in the product; what this package
 * says about them is in two places alone: {@link collegium.app.isolation.Areas} (who may come in) and
 * {@link collegium.app.isolation.BodyAtWork} (what lies in a body, and which table an id in a path is of).
 */
@NullMarked
package collegium.app.isolation;

import org.jspecify.annotations.NullMarked;
