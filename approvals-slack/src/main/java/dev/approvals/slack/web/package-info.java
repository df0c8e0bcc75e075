/** The calls of Slack's Web API that are needed, on Slack's own client: paced, bounded, and with errors that say what to do. */
@NullMarked
package dev.approvals.slack.web;

import org.jspecify.annotations.NullMarked;
