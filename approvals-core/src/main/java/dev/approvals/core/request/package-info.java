/** A request as the engine keeps it: the frozen call, its terms, and both as JSON for the store. */
@NullMarked
package dev.approvals.core.request;

import org.jspecify.annotations.NullMarked;
