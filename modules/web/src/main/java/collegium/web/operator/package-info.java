/** The operator's page: bodies, and what is done to them. */
@NullMarked
package collegium.web.operator;

import org.jspecify.annotations.NullMarked;
