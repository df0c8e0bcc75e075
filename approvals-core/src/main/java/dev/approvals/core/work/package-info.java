/** The threads that work is done on. */
@NullMarked
package dev.approvals.core.work;

import org.jspecify.annotations.NullMarked;
