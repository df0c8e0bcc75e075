/**
 * A Slack on loopback, as strict as the real one where we know what that does: begin at {@link
 * dev.approvals.slack.loopback.LoopbackSlack}. Its Web API checks tokens, scopes, arguments and every limit of Block Kit; people
 * click what they see, and what the app is told comes over a real WebSocket or as signed HTTP.
 */
@NullMarked
package dev.approvals.slack.loopback;

import org.jspecify.annotations.NullMarked;
