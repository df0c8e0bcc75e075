package dev.approvals.core.render;

/** What a section is about, in the order in which cards show them. */
public enum Topic {
    /** How the call ended. */
    OUTCOME("How it ended"),
    /** What would be done, and how much harm it may do. */
    WHAT("What"),
    /** What a hurried reader might overlook. */
    WARNINGS("Look twice"),
    /** Who asks, for whom, and where. */
    WHO("Who asks"),
    /** The whole payload. */
    ARGUMENTS("Arguments"),
    /** What the tool found out that the call would do. */
    IMPACT("Impact, as the tool found out"),
    /** Who decides, by which rule and until when. */
    REVIEW("Review"),
    /** The last calls of the conversation. */
    HISTORY("Earlier in this conversation, as the gate recorded"),
    /** The agent's own words. */
    CLAIM("Claimed by the agent, not checked"),
    /** The digests that tie the card to the call and to the audit log. */
    EVIDENCE("Digests");

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    /** {@return the section's heading} */
    public String title() {
        return title;
    }

    /** {@return whether the section holds claims rather than facts, to be shown fenced} */
    public boolean claimed() {
        return this == CLAIM;
    }
}
