/** Audit sinks, and the trail through which the engine and the desk tell them what happened. */
@NullMarked
package dev.approvals.core.audit;

import org.jspecify.annotations.NullMarked;
