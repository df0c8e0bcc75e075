/** Files that belong to their owner only, are on disk when they say so, and do not mind interrupts. */
@NullMarked
package dev.approvals.journal.disk;

import org.jspecify.annotations.NullMarked;
