/** Where a journal's lines stand: a folder, or whatever else keeps bytes in their order. */
@NullMarked
package dev.approvals.journal.home;

import org.jspecify.annotations.NullMarked;
