/** Three invented bodies, made on the first start of the embedded database, so that everything can be looked at as it is at work. */
@NullMarked
package collegium.app.demo;

import org.jspecify.annotations.NullMarked;
