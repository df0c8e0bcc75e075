package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.Objects;

/** A named condition and what to do with the calls that meet it; made by {@link Policies#when}. Immutable. */
public final class Rule {

    private final Condition condition;
    private final Policy then;

    Rule(Condition condition, Policy then) {
        this.condition = condition;
        this.then = Objects.requireNonNull(then, "policy");
    }

    Policy policy() {
        return then;
    }

    boolean matches(ToolCall call) {
        return condition.matches(call);
    }

    Verdict judge(ToolCall call) {
        return Parts.judge(then, toString(), call);
    }

    boolean mayMatch(ToolSpec tool) {
        try {
            return condition.mayMatch(tool);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    this + " cannot judge tool " + tool.id() + ": its condition threw " + Parts.inWords(e), e);
        }
    }

    /** Whether it matches every call of a tool that it may match. */
    boolean ofToolOnly() {
        return condition.ofToolOnly();
    }

    Rule bind(ToolSpec tool) {
        return new Rule(condition.bound(), then.bind(tool));
    }

    @Override
    public String toString() {
        return "rule \"" + condition.name() + "\"";
    }
}
