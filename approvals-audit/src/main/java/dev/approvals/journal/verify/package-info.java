/** Verifying a journal without trusting whoever wrote it, and proofs of single events. */
@NullMarked
package dev.approvals.journal.verify;

import org.jspecify.annotations.NullMarked;
