/** Policies: what a call may do without a person, and who must be asked otherwise. */
@NullMarked
package dev.approvals.policy;

import org.jspecify.annotations.NullMarked;
