/** What every chat approver shares: cards in places, clicks answered from the store, and what is done after an outage. */
@NullMarked
package dev.approvals.core.chat;

import org.jspecify.annotations.NullMarked;
