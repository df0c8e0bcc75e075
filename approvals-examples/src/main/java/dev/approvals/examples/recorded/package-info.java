/** Recorded agents: the tool calls of OpenAI-style chat traces, made again through Java tools behind the gate. */
@NullMarked
package dev.approvals.examples.recorded;

import org.jspecify.annotations.NullMarked;
