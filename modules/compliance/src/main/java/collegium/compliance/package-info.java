/** Where members stand: judged in the transaction of every change, kept with a history, read by officers as a work queue. */
@NullMarked
package collegium.compliance;

import org.jspecify.annotations.NullMarked;
