package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.Optional;

/**
 * What is left of a policy for one tool.
 *
 * @param policy judges that tool's calls
 * @param whole what it was made of: gives the version, and is what another tool or changed rules are bound from
 */
record Bound(Policy policy, Policy whole) implements Policy {

    @Override
    public Verdict evaluate(ToolCall call) {
        return policy.evaluate(call);
    }

    @Override
    public Policy bind(ToolSpec tool) {
        return whole.bind(tool);
    }

    @Override
    public Optional<Verdict> constant() {
        return policy.constant();
    }

    @Override
    public void onChange(Runnable listener) {
        whole.onChange(listener);
    }

    @Override
    public String version() {
        return whole.version();
    }
}
