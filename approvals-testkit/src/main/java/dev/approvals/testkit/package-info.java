/**
 * For tests of agents and tools behind the gate: scripted reviewers, a manual clock, a recorded audit trail, assertions and
 * a JUnit extension.
 */
@NullMarked
package dev.approvals.testkit;

import org.jspecify.annotations.NullMarked;
