package dev.approvals.tool;

/** How much harm a wrong call of a tool does, least first; the order is part of the meaning. */
public enum Risk {
    /** Easily undone, or it touches nothing of value. */
    LOW,
    /** A person would want to know. */
    MEDIUM,
    /** Hard to undo, or it reaches data or money. Refused where nobody knows which person the agent acts for. */
    HIGH,
    /** A disaster if wrong. Always asked, whatever the policy allows; never covered by a grant. */
    CRITICAL;

    /**
     * The higher of two risks.
     *
     * @param other another risk
     * @return this one or the other, whichever does more harm
     */
    public Risk atLeast(Risk other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
