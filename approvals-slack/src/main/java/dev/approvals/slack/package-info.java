/** Requests as cards in Slack: posted to channels and people, decided by a click, rewritten when they end. */
@NullMarked
package dev.approvals.slack;

import org.jspecify.annotations.NullMarked;
