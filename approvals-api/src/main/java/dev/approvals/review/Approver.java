package dev.approvals.review;

/**
 * Puts requests before people. A lambda that answers at once is complete; a channel answers with a {@link Delivery} and
 * brings the decisions to its desk.
 *
 * <p>Called from many threads at once, never from the caller's. {@code null}, exceptions and decisions about something
 * else do not approve: an approver that fails is out for that request, and a request that nobody is left to decide is
 * refused.
 */
@FunctionalInterface
public interface Approver {

    /**
     * Puts a request before people; called again with a higher round after an escalation.
     *
     * @param request the request, masked
     * @return a decision, or the delivery of one that comes later
     * @throws Exception if the request cannot be shown
     */
    Answer review(ApprovalRequest request) throws Exception;

    /**
     * Hands over the desk that this approver brings later decisions to; called once, before any request.
     *
     * @param desk the desk; decisions brought to it are checked against this approver's own deliveries
     */
    default void attach(ReviewDesk desk) {}

    /**
     * Tells that a request still waits, as often as its plan says; may happen on another node than the one it was shown by.
     *
     * @param request the request
     */
    default void reminded(ApprovalRequest request) {}

    /**
     * Tells that a request this approver was shown has ended, whoever ended it.
     *
     * @param request the request as it ended
     */
    default void ended(ApprovalRequest request) {}

    /** {@return the name it has in the audit; unique in one gate} */
    default String name() {
        String full = getClass().getName();
        // An anonymous class has no simple name.
        String simple = getClass().getSimpleName().isEmpty()
                ? full.substring(full.lastIndexOf('.') + 1)
                : getClass().getSimpleName();
        int lambda = simple.indexOf("$$");
        return lambda < 0 ? simple : simple.substring(0, lambda) + " (lambda)";
    }

    /** {@return whether it is for development only, so that a gate not declared so refuses it} */
    default boolean developmentOnly() {
        return false;
    }
}
