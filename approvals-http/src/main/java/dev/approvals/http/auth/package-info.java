/** Who sent a request: reviewers and agents, kept apart, and the guards against requests that somebody else made them send. */
@NullMarked
package dev.approvals.http.auth;

import org.jspecify.annotations.NullMarked;
