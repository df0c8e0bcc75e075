/** What the rules say of a call: frozen, masked, judged, and whether anybody could approve it at all. */
@NullMarked
package dev.approvals.core.judge;

import org.jspecify.annotations.NullMarked;
