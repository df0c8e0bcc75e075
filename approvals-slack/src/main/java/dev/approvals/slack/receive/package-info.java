/** How clicks come in from Slack: signed HTTP or Socket Mode, acknowledged at once and acted upon by somebody else. */
@NullMarked
package dev.approvals.slack.receive;

import org.jspecify.annotations.NullMarked;
