/** How one event is written as one line, and read again. */
@NullMarked
package dev.approvals.journal.line;

import org.jspecify.annotations.NullMarked;
