/** Requests and answers of HTTP, whatever server carries them. */
@NullMarked
package dev.approvals.http.exchange;

import org.jspecify.annotations.NullMarked;
