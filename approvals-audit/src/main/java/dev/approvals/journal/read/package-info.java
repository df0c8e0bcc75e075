/** Reading journals: by call, person, tool and time, one or several. */
@NullMarked
package dev.approvals.journal.read;

import org.jspecify.annotations.NullMarked;
