/** Hashes, the Merkle tree over a journal's lines, and proofs about it, as RFC 6962 has them. */
@NullMarked
package dev.approvals.journal.tree;

import org.jspecify.annotations.NullMarked;
