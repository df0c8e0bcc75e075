/** Time: the clock that deadlines are kept by. */
@NullMarked
package dev.approvals.core.time;

import org.jspecify.annotations.NullMarked;
