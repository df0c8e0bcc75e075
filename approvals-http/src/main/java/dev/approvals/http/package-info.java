/** The HTTP API and the reviewers' inbox: begin at {@link dev.approvals.http.ApprovalsHttp#builder()}. */
@NullMarked
package dev.approvals.http;

import org.jspecify.annotations.NullMarked;
