package dev.approvals;

import dev.approvals.outcome.Outcome;
import java.util.concurrent.CompletionStage;

/** A submitted call. Thread-safe. */
public interface Pending {

    /** {@return the call's id} */
    String callId();

    /** {@return how the call ended, once it has; the stage never fails, and completing it from outside changes nothing} */
    CompletionStage<Outcome> outcome();

    /**
     * Cancels the call unless it was started or has ended.
     *
     * @return true if this cancelled it
     */
    boolean cancel();
}
