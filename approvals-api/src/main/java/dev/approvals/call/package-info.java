/** Calls: who asks for what, frozen and masked. */
@NullMarked
package dev.approvals.call;

import org.jspecify.annotations.NullMarked;
