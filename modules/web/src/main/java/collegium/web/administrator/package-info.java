/** The body administrator's pages: the rules and their versions, who may do what, who did what. */
@NullMarked
package collegium.web.administrator;

import org.jspecify.annotations.NullMarked;
