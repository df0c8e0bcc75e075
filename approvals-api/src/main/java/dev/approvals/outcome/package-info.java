/** Outcomes: how a call ended, and why one did not run. */
@NullMarked
package dev.approvals.outcome;

import org.jspecify.annotations.NullMarked;
