/** Tools: the annotations on their methods and what is known of a tool before any call. */
@NullMarked
package dev.approvals.tool;

import org.jspecify.annotations.NullMarked;
