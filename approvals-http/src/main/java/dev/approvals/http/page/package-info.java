/** The reviewers' inbox in the browser: files that are served as they are. */
@NullMarked
package dev.approvals.http.page;

import org.jspecify.annotations.NullMarked;
