package dev.approvals;

import dev.approvals.outcome.Outcome;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a call stands that its caller runs.
 *
 * @param id the call's id; that of an earlier call where an equal one was found
 * @param state where it stands
 * @param outcome how it ended, once it has
 */
public record RemoteCall(String id, State state, Optional<Outcome> outcome) {

    /** Where it stands. */
    public enum State {
        /** People decide. */
        WAITING,
        /** It may be claimed. */
        READY,
        /** It was claimed, and its caller has not said yet how it ended. */
        RUNNING,
        /** It is over. */
        ENDED
    }

    /** Checks the components. */
    public RemoteCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(outcome, "outcome");
    }
}
