/** The files that a journal's lines stand in. */
@NullMarked
package dev.approvals.journal.segment;

import org.jspecify.annotations.NullMarked;
