/** The card: what every channel shows of a request, in one order and free of text that attacks its reader. */
@NullMarked
package dev.approvals.core.render;

import org.jspecify.annotations.NullMarked;
