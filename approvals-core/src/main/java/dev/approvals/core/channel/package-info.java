/** The approvers of one gate: each request shown to them, and its end told. */
@NullMarked
package dev.approvals.core.channel;

import org.jspecify.annotations.NullMarked;
