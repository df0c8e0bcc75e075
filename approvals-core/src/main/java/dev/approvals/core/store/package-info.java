/** The store in memory. */
@NullMarked
package dev.approvals.core.store;

import org.jspecify.annotations.NullMarked;
