/** Events in the forms that other tools read, and a follower that hands them on as they come. */
@NullMarked
package dev.approvals.journal.export;

import org.jspecify.annotations.NullMarked;
