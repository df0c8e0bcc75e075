/** Ready-made policies, and the floor below which no policy's plan goes. */
@NullMarked
package dev.approvals.core.policy;

import org.jspecify.annotations.NullMarked;
