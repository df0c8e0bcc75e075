/** The store in which requests live. */
@NullMarked
package dev.approvals.store;

import org.jspecify.annotations.NullMarked;
