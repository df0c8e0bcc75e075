package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Policies made of policies.
 *
 * <p>All of them bind their parts to the tool, so that what depends on no argument is decided when the tool is wrapped,
 * and pass on versions and changes. A part that throws or answers {@code null} refuses the call, with {@link #FAILURE}
 * as the rule: nothing ever falls through to a more lenient part.
 */
public final class Policies {

    /** The rule named by the denial that stands in for a policy's exception, {@code null} or time-out. */
    public static final String FAILURE = "policy failure";

    private static final Policy ANNOTATED =
            Policy.always(Verdict.ask("annotated", "every call of this tool needs an approval"));

    private Policies() {}

    /** {@return the default: asks the tool's own reviewers about every call} */
    public static Policy annotated() {
        return ANNOTATED;
    }

    /**
     * Lets the strictest part decide: a denial over an escalation over a question over a permission. Where several ask,
     * a call needs the approvals of all of them; one person may count for several parts. A duration that only one part
     * names holds; of two, the shorter.
     *
     * @param parts at least one
     * @return the policy
     * @throws IllegalArgumentException if there is no part
     */
    public static Policy strictest(Policy... parts) {
        return new Strictest(List.of(parts));
    }

    /**
     * Lets the first rule decide whose condition holds; denies where none does. A condition that throws denies.
     *
     * @param rules the rules, in order
     * @return the policy; {@link FirstMatch#otherwise} says what else to do where no rule matches
     */
    public static FirstMatch firstMatch(Rule... rules) {
        return new FirstMatch(List.of(rules), Policy.always(Verdict.deny("first match", "no rule matches this call")));
    }

    /**
     * Begins a rule for calls.
     *
     * @param name the rule's name, for people and the audit
     * @param condition whether a call is the rule's business
     * @return the condition; say then what shall happen
     */
    public static Condition when(String name, Predicate<ToolCall> condition) {
        return Condition.ofCall(name, condition);
    }

    /**
     * Begins a rule for all calls of some tools. It is decided when a tool is wrapped and costs a call nothing.
     *
     * @param name the rule's name, for people and the audit
     * @param condition whether a tool is the rule's business
     * @return the condition; say then what shall happen
     */
    public static Condition whenTool(String name, Predicate<ToolSpec> condition) {
        return Condition.ofTool(name, condition);
    }

    /**
     * Lets the tool's name decide which policy judges; denies calls of other tools.
     *
     * @param policies the policies by tool name
     * @return the policy
     */
    public static Policy byTool(Map<String, Policy> policies) {
        return byTool(policies, Policy.always(Verdict.deny("by tool", "no policy is given for this tool")));
    }

    /**
     * Lets the tool's name decide which policy judges.
     *
     * @param policies the policies by tool name
     * @param otherwise judges calls of other tools
     * @return the policy
     */
    public static Policy byTool(Map<String, Policy> policies, Policy otherwise) {
        return new Lookup<>(ToolSpec::name, Map.copyOf(policies), otherwise);
    }

    /**
     * Lets the tool's risk decide which policy judges; denies calls of a risk that is left out.
     *
     * @param policies the policies by risk
     * @return the policy
     */
    public static Policy byRisk(Map<Risk, Policy> policies) {
        return byRisk(policies, Policy.always(Verdict.deny("by risk", "no policy is given for this risk")));
    }

    /**
     * Lets the tool's risk decide which policy judges.
     *
     * @param policies the policies by risk
     * @param otherwise judges calls of a risk that is left out
     * @return the policy
     */
    public static Policy byRisk(Map<Risk, Policy> policies, Policy otherwise) {
        return new Lookup<>(ToolSpec::risk, Map.copyOf(policies), otherwise);
    }

    /**
     * Gives a policy a limit of time; a call that is not judged by then is denied.
     *
     * <p>The policy runs on a daemon thread of its own, so it does not see the caller's thread locals, and is
     * interrupted when its time is up. One that goes on all the same cannot use up threads: a tool with two such
     * evaluations under way is denied at once until one of them returns, and so is every tool while thirty-two are.
     *
     * @param limit how long one evaluation may take, waiting for a free thread included; longer than zero
     * @param policy the policy
     * @return the policy with a limit
     */
    public static Policy within(Duration limit, Policy policy) {
        return new TimedPolicy(policy, new BoundedRuns(limit));
    }
}
