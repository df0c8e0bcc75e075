/** The reviewers' API. */
@NullMarked
package dev.approvals.http.api;

import org.jspecify.annotations.NullMarked;
