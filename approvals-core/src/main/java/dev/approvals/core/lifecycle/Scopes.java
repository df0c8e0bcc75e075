package dev.approvals.core.lifecycle;

import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Scope;
import dev.approvals.review.Decision;
import dev.approvals.review.Vote;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which further calls an approval may cover, and which it does. */
final class Scopes {

    private Scopes() {}

    /** Why an approval may not cover what it says it does; empty where it may, or covers one call only. */
    static Optional<Objection> tooWide(Terms terms, Decision decision) {
        return decision.scope()
                .flatMap(scope -> fault(terms, scope))
                .map(why -> new Objection(RefusalCode.SCOPE_TOO_WIDE, why));
    }

    private static Optional<String> fault(Terms terms, Scope scope) {
        if (terms.tool().risk() == Risk.CRITICAL) {
            return Optional.of("A call of critical risk is approved alone: approve without covering further calls.");
        }
        Optional<Scope> widest = terms.plan().permits().widestGrant();
        if (widest.isEmpty()) {
            return Optional.of("An approval covers this call only: approve without covering further calls.");
        }
        Set<String> unknown = unknown(scope, terms.tool());
        if (!unknown.isEmpty()) {
            return Optional.of(terms.tool().name() + " has no argument named " + String.join(", ", unknown)
                    + " that could differ.");
        }
        return scope.within(widest.get())
                ? Optional.empty()
                : Optional.of("An approval may cover at most " + words(widest.get()) + "; this one would cover "
                        + words(scope) + ".");
    }

    private static Set<String> unknown(Scope scope, ToolSpec tool) {
        Set<String> unknown = new TreeSet<>(scope.free());
        tool.parameters().stream().map(ToolParameter::name).forEach(unknown::remove);
        // A tool that takes any arguments has names that nobody knows beforehand: the plan says which may differ.
        return tool.open() ? Set.of() : unknown;
    }

    /** What all who approved let the approval cover; empty where somebody meant this call only. */
    static Optional<Scope> common(List<Vote> votes) {
        List<Optional<Scope>> scopes = votes.stream()
                .map(Vote::decision)
                .filter(decision -> decision.kind() == Decision.Kind.APPROVE)
                .map(Decision::scope)
                .toList();
        return scopes.stream()
                .reduce((one, other) -> one.flatMap(scope -> other.map(scope::and)))
                .flatMap(scope -> scope)
                .filter(scope -> scope.uses() > 1);
    }

    /** A scope in words, for people and the audit. */
    static String words(Scope scope) {
        String free = scope.free().isEmpty()
                ? "equal arguments"
                : "any " + scope.free().stream().sorted().collect(Collectors.joining(", "));
        return scope.uses() + " calls with " + free + " within " + scope.lasts() + ", unused for at most "
                + scope.idle();
    }
}
