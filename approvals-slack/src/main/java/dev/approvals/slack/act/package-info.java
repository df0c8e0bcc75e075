/** What clicks do: read strictly, decided once, by whoever Slack says clicked, and answered to that person alone. */
@NullMarked
package dev.approvals.slack.act;

import org.jspecify.annotations.NullMarked;
