/** All HTTP: pages and the API, a package for each. */
@NullMarked
package collegium.web;

import org.jspecify.annotations.NullMarked;
