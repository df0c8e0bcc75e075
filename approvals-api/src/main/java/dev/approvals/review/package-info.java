/** Reviews: requests, the people who decide them, and the channels that reach those people. */
@NullMarked
package dev.approvals.review;

import org.jspecify.annotations.NullMarked;
