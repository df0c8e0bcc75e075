/** The journal: an audit sink that keeps evidence which proves itself. */
@NullMarked
package dev.approvals.journal;

import org.jspecify.annotations.NullMarked;
