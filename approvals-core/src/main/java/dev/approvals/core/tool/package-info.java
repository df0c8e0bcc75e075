/** Tools: annotations read once, when a tool is wrapped, into an immutable model, and everything that can be wrong with them. */
@NullMarked
package dev.approvals.core.tool;

import org.jspecify.annotations.NullMarked;
