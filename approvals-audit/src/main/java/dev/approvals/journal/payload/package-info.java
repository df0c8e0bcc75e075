/** Facts that are kept apart from the lines, encrypted, so that they can be large and can be erased. */
@NullMarked
package dev.approvals.journal.payload;

import org.jspecify.annotations.NullMarked;
