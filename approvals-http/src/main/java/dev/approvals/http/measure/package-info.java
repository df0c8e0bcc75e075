/** What a host watches: whether all is well, and figures of what happens. */
@NullMarked
package dev.approvals.http.measure;

import org.jspecify.annotations.NullMarked;
