/** Signed notes and checkpoints as C2SP has them, and the keys that sign them. */
@NullMarked
package dev.approvals.journal.note;

import org.jspecify.annotations.NullMarked;
