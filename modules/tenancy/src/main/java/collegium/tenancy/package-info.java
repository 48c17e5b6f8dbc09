/** Bodies: the registry, who operates the platform, and how often somebody may try to sign in. */
@NullMarked
package collegium.tenancy;

import org.jspecify.annotations.NullMarked;
