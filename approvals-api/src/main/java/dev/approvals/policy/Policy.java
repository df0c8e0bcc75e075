package dev.approvals.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.tool.ToolSpec;
import java.util.Optional;

/**
 * The decision point: says of each call whether it may run, must not, or who has to be asked.
 *
 * <p>A lambda is complete. Called from many threads at once; it decides from the call alone and does not block for
 * long. {@code null} and exceptions refuse the call.
 */
@FunctionalInterface
public interface Policy {

    /**
     * Judges one call.
     *
     * @param call the call, masked
     * @return the verdict; {@code null} refuses the call
     */
    Verdict evaluate(ToolCall call);

    /**
     * Prepares this policy for one tool: called once when the tool is wrapped, and again after a change. The place to
     * refuse a rule that does not fit the tool, and to decide what depends on no argument.
     *
     * @param tool the tool
     * @return the policy to ask about that tool's calls
     * @throws IllegalArgumentException if a rule does not fit the tool; the message names both
     */
    default Policy bind(ToolSpec tool) {
        return this;
    }

    /** {@return the one verdict this policy gives to every call, or empty where it depends on the call} */
    default Optional<Verdict> constant() {
        return Optional.empty();
    }

    /**
     * Registers what to do when the rules change. A policy whose rules never change ignores it.
     *
     * @param listener told after each change; every tool is bound anew then
     */
    default void onChange(Runnable listener) {}

    /** {@return the version of the rules, recorded with each verdict; empty where there is none} */
    default String version() {
        return "";
    }

    /**
     * A policy that gives one verdict to every call.
     *
     * @param verdict the verdict
     * @return the policy
     */
    static Policy always(Verdict verdict) {
        return new ConstantPolicy(verdict);
    }
}
