/** Approvers that need no service: the console, for development. */
@NullMarked
package dev.approvals.core.approver;

import org.jspecify.annotations.NullMarked;
