/** The agents' side: wrapped objects and registered tools, in front of the engine. */
@NullMarked
package dev.approvals.core.gate;

import org.jspecify.annotations.NullMarked;
