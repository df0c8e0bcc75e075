/**
 * Conformance kits: whoever writes a store, a sink, a policy or an approver extends the kit of that part with a test class
 * and gets every test of its contract.
 */
@NullMarked
package dev.approvals.testkit.tck;

import org.jspecify.annotations.NullMarked;
