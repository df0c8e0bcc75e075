/** Holds what the whole code base has agreed on; stands here because this module sees all the others. */
@NullMarked
package dev.approvals.architecture;

import org.jspecify.annotations.NullMarked;
