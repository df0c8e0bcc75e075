package dev.approvals;

import org.jspecify.annotations.Nullable;

/**
 * What a tool does, once it may. It takes all it needs from the claim, so that a stored call can run after a restart.
 */
@FunctionalInterface
public interface ToolBody {

    /**
     * Runs the tool once.
     *
     * @param claim the right to run, with the frozen arguments
     * @return the result, or null where there is none
     * @throws Exception if the tool fails
     */
    @Nullable
    Object run(Claim claim) throws Exception;
}
