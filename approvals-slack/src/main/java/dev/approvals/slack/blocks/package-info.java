/** Cards as Block Kit blocks: pure, within Slack's limits, and with no text of others where Slack reads markup. */
@NullMarked
package dev.approvals.slack.blocks;

import org.jspecify.annotations.NullMarked;
