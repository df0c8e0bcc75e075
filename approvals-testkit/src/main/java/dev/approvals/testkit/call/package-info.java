/** Calls, requests and a desk made by hand, to test a policy or an approver without a gate. */
@NullMarked
package dev.approvals.testkit.call;

import org.jspecify.annotations.NullMarked;
