/** Tells other systems of requests: signed messages that name what happened and carry nothing of what was asked. */
@NullMarked
package dev.approvals.http.webhook;

import org.jspecify.annotations.NullMarked;
