package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The first half of a {@link Rule}: its name, and which calls it is about. Immutable. */
public final class Condition {

    private final String name;
    private final Predicate<ToolSpec> tools;
    private final Optional<Predicate<ToolCall>> calls;

    private Condition(String name, Predicate<ToolSpec> tools, Optional<Predicate<ToolCall>> calls) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A rule needs a name: it is what people find it by in the audit");
        }
        this.name = name;
        this.tools = Objects.requireNonNull(tools, "condition");
        this.calls = calls;
    }

    static Condition ofCall(String name, Predicate<ToolCall> calls) {
        return new Condition(name, tool -> true, Optional.of(calls));
    }

    static Condition ofTool(String name, Predicate<ToolSpec> tools) {
        return new Condition(name, tools, Optional.empty());
    }

    /**
     * Lets such calls run without a person.
     *
     * @param why why, in words
     * @return the rule
     */
    public Rule allow(String why) {
        return always(Verdict.allow(name, why));
    }

    /**
     * Denies such calls.
     *
     * @param why why, in words
     * @return the rule
     */
    public Rule deny(String why) {
        return always(Verdict.deny(name, why));
    }

    /**
     * Asks the tool's own reviewers about such calls.
     *
     * @param why why, in words
     * @return the rule
     */
    public Rule ask(String why) {
        return always(Verdict.ask(name, why));
    }

    /**
     * Asks by a plan about such calls.
     *
     * @param plan who, how many, until when
     * @param why why, in words
     * @return the rule
     */
    public Rule ask(ReviewPlan plan, String why) {
        return always(Verdict.ask(plan, name, why));
    }

    /**
     * Asks by a plan about such calls, one level up. A plan without that level refuses them.
     *
     * @param plan who, how many, until when
     * @param why why, in words
     * @return the rule
     */
    public Rule escalate(ReviewPlan plan, String why) {
        return always(Verdict.escalate(plan, name, why));
    }

    /**
     * Lets another policy judge such calls.
     *
     * @param policy the policy
     * @return the rule
     */
    public Rule then(Policy policy) {
        return new Rule(this, policy);
    }

    private Rule always(Verdict verdict) {
        return then(Policy.always(verdict));
    }

    String name() {
        return name;
    }

    boolean mayMatch(ToolSpec tool) {
        return tools.test(tool);
    }

    boolean matches(ToolCall call) {
        return mayMatch(call.tool()) && calls.map(c -> c.test(call)).orElse(true);
    }

    /** Whether it depends on the tool alone. */
    boolean ofToolOnly() {
        return calls.isEmpty();
    }

    /** What is left of it for a tool that it may match. */
    Condition bound() {
        return new Condition(name, tool -> true, calls);
    }
}
