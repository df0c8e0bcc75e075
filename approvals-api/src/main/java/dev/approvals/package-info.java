/** The gate: how an agent's tools are wrapped, called and run. */
@NullMarked
package dev.approvals;

import org.jspecify.annotations.NullMarked;
