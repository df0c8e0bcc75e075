package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Rules in order, of which the first that matches decides; made by {@link Policies#firstMatch}. Immutable. */
public final class FirstMatch implements Policy {

    private final List<Rule> rules;
    private final Policy otherwise;

    FirstMatch(List<Rule> rules, Policy otherwise) {
        this.rules = rules;
        this.otherwise = Objects.requireNonNull(otherwise, "otherwise");
    }

    /**
     * Says what judges the calls that no rule matches, instead of a denial.
     *
     * @param policy the policy
     * @return a copy
     */
    public FirstMatch otherwise(Policy policy) {
        return new FirstMatch(rules, policy);
    }

    @Override
    public Verdict evaluate(ToolCall call) {
        for (Rule rule : rules) {
            try {
                if (!rule.matches(call)) {
                    continue;
                }
            } catch (Exception e) {
                return Parts.failure("the condition of " + rule, "threw " + Parts.inWords(e));
            }
            return rule.judge(call);
        }
        return Parts.judge(otherwise, "the policy for calls that no rule matches", call);
    }

    @Override
    public Policy bind(ToolSpec tool) {
        List<Rule> left = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.mayMatch(tool)) {
                Rule bound = rule.bind(tool);
                if (bound.ofToolOnly()) {
                    return bound(left, bound.policy());
                }
                left.add(bound);
            }
        }
        return bound(left, otherwise.bind(tool));
    }

    private Policy bound(List<Rule> left, Policy last) {
        return new Bound(left.isEmpty() ? last : new FirstMatch(List.copyOf(left), last), this);
    }

    @Override
    public void onChange(Runnable listener) {
        Parts.onChange(parts(), listener);
    }

    @Override
    public String version() {
        return Parts.versions(parts());
    }

    private List<Policy> parts() {
        List<Policy> all = new ArrayList<>();
        rules.forEach(r -> all.add(r.policy()));
        all.add(otherwise);
        return all;
    }
}
