/** What all pages share: the frame, icons, words, dates and numbers as the body writes them. */
@NullMarked
package collegium.web.look;

import org.jspecify.annotations.NullMarked;
