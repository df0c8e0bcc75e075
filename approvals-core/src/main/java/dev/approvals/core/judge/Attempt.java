package dev.approvals.core.judge;

import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Payload;

/**
 * One call that somebody tries to make.
 *
 * @param tool the tool
 * @param session on whose behalf
 * @param source freezes the arguments
 */
public record Attempt(Tool tool, Session session, Source source) {

    /** Freezes the arguments of a call. */
    @FunctionalInterface
    public interface Source {
        /**
         * Freezes the arguments; called once, on the caller's thread.
         *
         * @param capture the tool's capture
         * @return the payload
         */
        Payload freeze(Capture capture);
    }
}
