package dev.approvals.policy;

/** How well a channel knows who its reviewer is, weakest first; the order is part of the meaning. */
public enum Assurance {
    /** Code in this process says so. */
    ASSERTED_IN_PROCESS,
    /** A chat platform signed the event. */
    CHAT_PLATFORM,
    /** An identity provider authenticated the session. */
    IDENTITY_PROVIDER,
    /** An identity provider authenticated the person again for this request. */
    STEP_UP
}
