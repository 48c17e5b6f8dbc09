/** Who belongs to a body: accounts and roles, members and the dated facts about them, and who did what. */
@NullMarked
package collegium.membership;

import org.jspecify.annotations.NullMarked;
