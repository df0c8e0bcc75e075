package dev.approvals.core.lifecycle;

import java.util.Objects;

/**
 * Who waits for a call or runs it, and what has become of that; immutable.
 *
 * @param node the process whose caller waits, or that runs the call
 * @param handover what passed between the gate and the caller
 * @param execution the execution under way or done
 */
public record Holder(String node, Handover handover, Execution execution) {

    /**
     * What passed between the gate and the caller.
     *
     * @param detached whether the caller was handed the id, so that the call goes on without it
     * @param collected whether a repeated call has been given the outcome
     * @param handed whether the host has been given the outcome
     */
    public record Handover(boolean detached, boolean collected, boolean handed) {
        static final Handover NONE = new Handover(false, false, false);
    }

    /**
     * One execution of a call.
     *
     * @param id its id, the tool's key against running twice; empty before there is one
     * @param fence how often it was begun
     */
    public record Execution(String id, int fence) {
        static final Execution NONE = new Execution("", 0);

        /** Checks the components. */
        public Execution {
            Objects.requireNonNull(id, "id");
        }
    }

    /** Checks the components. */
    public Holder {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(handover, "handover");
        Objects.requireNonNull(execution, "execution");
    }

    static Holder waiting(String node) {
        return new Holder(node, Handover.NONE, Execution.NONE);
    }

    /** {@return whether the caller was handed the id, so that the call goes on without it} */
    public boolean detached() {
        return handover.detached();
    }

    /** {@return whether a repeated call has been given the outcome} */
    public boolean collected() {
        return handover.collected();
    }

    /** {@return whether the host has been given the outcome} */
    public boolean handed() {
        return handover.handed();
    }

    /** {@return the execution under way or done, or empty} */
    public String executionId() {
        return execution.id();
    }

    /** {@return how often the execution was begun} */
    public int fence() {
        return execution.fence();
    }

    Holder detach() {
        return new Holder(node, new Handover(true, handover.collected(), handover.handed()), execution);
    }

    Holder collect() {
        return new Holder(node, new Handover(handover.detached(), true, handover.handed()), execution);
    }

    Holder hand() {
        return new Holder(node, new Handover(handover.detached(), handover.collected(), true), execution);
    }

    Holder run(String executionId, String on) {
        return new Holder(on, handover, new Execution(executionId, execution.fence() + 1));
    }
}
