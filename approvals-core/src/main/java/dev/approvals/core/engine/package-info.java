/** The engine: from a frozen call to its outcome, and the desk where people decide. */
@NullMarked
package dev.approvals.core.engine;

import org.jspecify.annotations.NullMarked;
