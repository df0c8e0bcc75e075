/** Audit events and the sinks that take them. */
@NullMarked
package dev.approvals.audit;

import org.jspecify.annotations.NullMarked;
