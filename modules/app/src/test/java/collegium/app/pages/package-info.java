/** The product as people meet it: journeys in a browser, every page as a picture, forms filled with what nobody should send. */
@NullMarked
package collegium.app.pages;

import org.jspecify.annotations.NullMarked;
