/** What changes, told to everybody who looks on. */
@NullMarked
package dev.approvals.http.live;

import org.jspecify.annotations.NullMarked;
