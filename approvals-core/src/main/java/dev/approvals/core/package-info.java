/** Where a host begins: {@link dev.approvals.core.Approvals#builder()}. */
@NullMarked
package dev.approvals.core;

import org.jspecify.annotations.NullMarked;
