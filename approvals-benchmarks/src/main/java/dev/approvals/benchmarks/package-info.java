/** What the gate costs beside its peers; {@link dev.approvals.benchmarks.Benchmarks} prints it as one table. */
@NullMarked
package dev.approvals.benchmarks;

import org.jspecify.annotations.NullMarked;
