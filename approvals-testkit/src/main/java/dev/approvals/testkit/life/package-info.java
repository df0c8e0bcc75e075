/** The life of requests in random stories, to be lived in a store of one's own. */
@NullMarked
package dev.approvals.testkit.life;

import org.jspecify.annotations.NullMarked;
