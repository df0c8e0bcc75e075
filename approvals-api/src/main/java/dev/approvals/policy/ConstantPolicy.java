package dev.approvals.policy;

import dev.approvals.call.ToolCall;
import java.util.Objects;
import java.util.Optional;

/** A policy that looks at no call. */
record ConstantPolicy(Verdict verdict) implements Policy {

    ConstantPolicy {
        Objects.requireNonNull(verdict, "verdict");
    }

    @Override
    public Verdict evaluate(ToolCall call) {
        return verdict;
    }

    @Override
    public Optional<Verdict> constant() {
        return Optional.of(verdict);
    }
}
