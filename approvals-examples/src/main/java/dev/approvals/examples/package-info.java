/** Runnable examples; {@link dev.approvals.examples.Main} starts them by name. */
@NullMarked
package dev.approvals.examples;

import org.jspecify.annotations.NullMarked;
