/** Measurements, each repeatable by one command; see docs/reference/benchmarks.md. */
@NullMarked
package collegium.benchmarks;

import org.jspecify.annotations.NullMarked;
