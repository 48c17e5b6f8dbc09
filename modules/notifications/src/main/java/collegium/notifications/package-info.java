/** What people are told: messages that fall due, how they are worded and sent, and every schedule of the product. */
@NullMarked
package collegium.notifications;

import org.jspecify.annotations.NullMarked;
