package dev.approvals.core.request;

import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantTerms;
import dev.approvals.review.Grant;
import java.util.Objects;

/**
 * All of a grant that never changes.
 *
 * @param terms what it is worth
 * @param toolId the id of the tool whose calls it covers
 * @param tool that tool's name
 * @param likeness what calls that it covers have alike: the arguments that may not differ, as a text that only whoever made
 *     it can make again
 * @param digest the binding digest of the call that was shown
 * @param summary that call, in a line
 */
public record GrantFile(GrantTerms terms, String toolId, String tool, String likeness, String digest, String summary) {

    /** Checks the components. */
    public GrantFile {
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(toolId, "toolId");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(likeness, "likeness");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(summary, "summary");
    }

    /** {@return the grant's id} */
    public String id() {
        return terms.id();
    }

    /**
     * This grant at one moment, as people see it.
     *
     * @param state how far it is
     * @return the grant
     */
    public Grant at(GrantState state) {
        return new Grant(
                id(),
                terms.given().requestId(),
                tool,
                summary,
                terms.requester(),
                terms.scope(),
                terms.given().votes(),
                state.ended() ? 0 : state.usesLeft(),
                state.dueAt(terms).orElse(terms.until()));
    }
}
