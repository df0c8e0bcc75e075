/** A server of its own, for stand-alone use: Jetty, an optional dependency. */
@NullMarked
package dev.approvals.http.jetty;

import org.jspecify.annotations.NullMarked;
