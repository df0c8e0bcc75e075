/** Who somebody in Slack is: an account of the workspace the app lives in, and the reviewer it stands for. */
@NullMarked
package dev.approvals.slack.identity;

import org.jspecify.annotations.NullMarked;
