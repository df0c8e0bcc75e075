/** The snapshot example with Alice in Slack: yours, or one that runs on this machine. */
@NullMarked
package dev.approvals.examples.slack;

import org.jspecify.annotations.NullMarked;
