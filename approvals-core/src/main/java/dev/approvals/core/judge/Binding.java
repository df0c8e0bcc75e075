package dev.approvals.core.judge;

import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.policy.Policies;
import dev.approvals.policy.Policy;
import dev.approvals.policy.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that hold for one tool until they change.
 *
 * @param policy the policy, bound to the tool
 * @param constant its one verdict, where it looks at no call
 * @param passes whether every call may run without a look at it
 * @param passFacts the facts recorded of a call that passes
 * @param version the version of the rules
 */
public record Binding(
        Policy policy, Optional<Verdict> constant, boolean passes, Map<String, String> passFacts, String version) {

    static final Binding UNBOUND = failed("The tool has no rules yet.");
    static final Binding CLOSED = of(Policy.always(Verdict.deny(Ruling.CLOSED, "The gate was closed.")), false, "");

    /** Rules that refuse every call as not judged. */
    static Binding failed(String why) {
        return of(Policy.always(Verdict.deny(Policies.FAILURE, why)), false, "");
    }

    static Binding of(Policy bound, boolean mayPass, String version) {
        Optional<Verdict> constant = bound.constant();
        Optional<Verdict> allow = constant.filter(verdict -> mayPass && verdict instanceof Verdict.Allow);
        return new Binding(
                bound,
                constant,
                allow.isPresent(),
                allow.map(verdict -> allowed(verdict, version)).orElse(Map.of()),
                version);
    }

    static Map<String, String> allowed(Verdict verdict, String version) {
        return Facts.of("verdict", "allow", "rule", verdict.rule(), "why", verdict.why(), "rules", version);
    }
}
