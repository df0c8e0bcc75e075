package dev.approvals.audit;

import java.util.Optional;

/**
 * Takes audit events. A lambda is complete.
 *
 * <p>Called from many threads at once, in order for each call, after the step it tells of is decided and before it has
 * an effect: a tool starts only once its {@code action.started} event was taken. Returning means taken; throwing means
 * not, and the gate then refuses, or goes on visibly where that was chosen.
 */
@FunctionalInterface
public interface AuditSink {

    /**
     * Takes one event.
     *
     * @param event the event
     * @throws RuntimeException if the event was not taken
     */
    void append(AuditEvent event);

    /** {@return whether {@code action.requested} should carry the masked arguments} */
    default boolean wantsArguments() {
        return true;
    }

    /** {@return what the sink's log stands at, for the cards, where it is a log that can prove itself} */
    default Optional<Head> head() {
        return Optional.empty();
    }

    /**
     * The state of a log that can prove itself.
     *
     * @param size how many events it holds
     * @param root a short form of its root hash
     */
    record Head(long size, String root) {
        /** {@return {@code SIZE:ROOT}, as cards show it and verifiers take it} */
        @Override
        public String toString() {
            return size + ":" + root;
        }
    }
}
