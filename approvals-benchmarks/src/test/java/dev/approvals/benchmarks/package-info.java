/** The table's shape and the command line; what the numbers say is for the command itself. */
@NullMarked
package dev.approvals.benchmarks;

import org.jspecify.annotations.NullMarked;
