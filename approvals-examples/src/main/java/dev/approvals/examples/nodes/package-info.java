/** An agent in one process, its reviewer in another, PostgreSQL between, and a process that dies. */
@NullMarked
package dev.approvals.examples.nodes;

import org.jspecify.annotations.NullMarked;
