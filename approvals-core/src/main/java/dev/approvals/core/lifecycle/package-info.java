/** The life of a request as pure functions: states, steps, and who counts. No clock, no store, no threads. */
@NullMarked
package dev.approvals.core.lifecycle;

import org.jspecify.annotations.NullMarked;
