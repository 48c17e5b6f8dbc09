/** Reading CSV as people send it: which characters, which separator, which order of dates. Knows no member and no database. */
@NullMarked
package collegium.membership.imports;

import org.jspecify.annotations.NullMarked;
