package dev.approvals.core.policy;

import dev.approvals.call.ToolCall;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Optional;

/** Policies of which the strictest decides. */
record Strictest(List<Policy> parts) implements Policy {

    Strictest {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("strictest needs at least one policy");
        }
    }

    @Override
    public Verdict evaluate(ToolCall call) {
        Verdict strictest = judge(0, call);
        for (int i = 1; i < parts.size() && !(strictest instanceof Verdict.Deny); i++) {
            strictest = Verdicts.strictest(strictest, judge(i, call));
        }
        return strictest;
    }

    private Verdict judge(int i, ToolCall call) {
        return Parts.judge(parts.get(i), "part " + (i + 1) + " of strictest", call);
    }

    @Override
    public Policy bind(ToolSpec tool) {
        Strictest bound = new Strictest(parts.stream().map(p -> p.bind(tool)).toList());
        return new Bound(bound.constant().map(Policy::always).orElse(bound), this);
    }

    /** A part that denies every call settles it; otherwise all parts must be constant. */
    @Override
    public Optional<Verdict> constant() {
        List<Optional<Verdict>> constants = parts.stream().map(Policy::constant).toList();
        Optional<Verdict> denial = constants.stream()
                .flatMap(Optional::stream)
                .filter(Verdict.Deny.class::isInstance)
                .findFirst();
        if (denial.isPresent() || constants.contains(Optional.<Verdict>empty())) {
            return denial;
        }
        return constants.stream().flatMap(Optional::stream).reduce(Verdicts::strictest);
    }

    @Override
    public void onChange(Runnable listener) {
        Parts.onChange(parts, listener);
    }

    @Override
    public String version() {
        return Parts.versions(parts);
    }
}
