/** This process among those that share a store: what it looks after, and what it knows of the others. */
@NullMarked
package dev.approvals.core.node;

import org.jspecify.annotations.NullMarked;
