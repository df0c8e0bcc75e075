/** What requests, grants and answers look like in JSON. */
@NullMarked
package dev.approvals.http.view;

import org.jspecify.annotations.NullMarked;
