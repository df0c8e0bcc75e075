package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.Optional;

/** A policy with a limit of time; what it is bound to for each tool shares the threads. */
record TimedPolicy(Policy policy, BoundedRuns runs) implements Policy {

    @Override
    public Verdict evaluate(ToolCall call) {
        return runs.run(call.tool().name(), () -> Parts.judge(policy, "the policy", call));
    }

    @Override
    public Policy bind(ToolSpec tool) {
        Policy bound = policy.bind(tool);
        return new Bound(bound.constant().isPresent() ? bound : new TimedPolicy(bound, runs), this);
    }

    @Override
    public Optional<Verdict> constant() {
        return policy.constant();
    }

    @Override
    public void onChange(Runnable listener) {
        policy.onChange(listener);
    }

    @Override
    public String version() {
        return policy.version();
    }
}
