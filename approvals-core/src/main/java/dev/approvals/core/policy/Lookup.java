package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A policy for each value of some property of the tool. */
record Lookup<K>(Function<ToolSpec, K> property, Map<K, Policy> policies, Policy otherwise) implements Policy {

    Lookup {
        Objects.requireNonNull(otherwise, "otherwise");
    }

    @Override
    public Verdict evaluate(ToolCall call) {
        K key = property.apply(call.tool());
        return Parts.judge(policies.getOrDefault(key, otherwise), "the policy for " + key, call);
    }

    @Override
    public Policy bind(ToolSpec tool) {
        return new Bound(policies.getOrDefault(property.apply(tool), otherwise).bind(tool), this);
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
        List<Policy> all = new ArrayList<>(policies.values());
        all.add(otherwise);
        return all;
    }
}
