package dev.approvals.call;

/** How a gate was set up, stamped in every event and on every card. */
public enum Mode {
    /** Calls are held and decided. */
    ENFORCING,
    /** Nothing is held; what would have been asked or denied is recorded. */
    OBSERVING,
    /** Declared for development: the reviewer may be the person who started the program. */
    DEVELOPMENT
}
