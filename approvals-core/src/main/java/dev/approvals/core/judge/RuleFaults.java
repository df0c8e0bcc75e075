package dev.approvals.core.judge;

import dev.approvals.core.lifecycle.Tally;
import dev.approvals.core.text.Secrets;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Directory;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what can never work in rules, before a call meets it. It looks at rules that say the same of every call of a tool;
 * of others only the call tells.
 */
public final class RuleFaults {

    private final Planner planner;
    private final Directory directory;

    public RuleFaults(Planner planner, Directory directory) {
        this.planner = planner;
        this.directory = directory;
    }

    /**
     * What can never work.
     *
     * @param verdict what the rules say of every call of the tool
     * @return a sentence for each, with what to do; empty where all can
     */
    List<String> of(ToolSpec tool, Verdict verdict) {
        Ruling ruling = Ruling.of(verdict, tool, "");
        if (ruling.refusal().isPresent() || ruling.allowed()) {
            return List.of();
        }
        try {
            ReviewPlan plan = planner.plan(ruling, tool);
            List<String> faults = new ArrayList<>();
            levels(plan, ruling.escalated()).ifPresent(faults::add);
            timer(plan).ifPresent(faults::add);
            breakGlass(plan).ifPresent(faults::add);
            grants(plan, tool).ifPresent(faults::add);
            return faults;
        } catch (RuntimeException e) {
            return List.of(
                    "The directory failed: " + Secrets.mask(String.valueOf(e)) + ". Calls are refused until it works");
        }
    }

    private Optional<String> levels(ReviewPlan plan, boolean escalated) {
        List<Level> asked = escalated && plan.levels().size() > 1
                ? plan.levels().subList(1, plan.levels().size())
                : plan.levels();
        if (escalated && plan.levels().size() == 1) {
            return Optional.of(
                    "Its calls are escalated, and there is no higher level. Add one with ReviewPlan.then(...)"
                            + " or Approvals.builder().escalateTo(...)");
        }
        return Tally.unsatisfiable(asked, directory, Set.of())
                .map(level -> "Nobody could ever fill a level: " + level.describe()
                        + ". Add people to those groups in the directory, or ask others");
    }

    private static Optional<String> timer(ReviewPlan plan) {
        return plan.timing()
                .escalateAfter()
                .filter(any -> plan.levels().size() == 1)
                .map(after -> "It escalates after " + after
                        + ", and there is no higher level. Add one with ReviewPlan.then(...) or"
                        + " Approvals.builder().escalateTo(...)");
    }

    private Optional<String> breakGlass(ReviewPlan plan) {
        Set<String> groups = new TreeSet<>(plan.permits().breakGlass());
        boolean nobody = !groups.isEmpty()
                && groups.stream()
                        .allMatch(group ->
                                directory.members(group).map(Set::isEmpty).orElse(false));
        return nobody
                ? Optional.of("Nobody is in the groups that may break the glass: " + String.join(", ", groups)
                        + ". Add people to them in the directory, or name others")
                : Optional.empty();
    }

    /** The usual grants are no rule that anybody wrote. */
    private static Optional<String> grants(ReviewPlan plan, ToolSpec tool) {
        Optional<Scope> widest = plan.permits().widestGrant().filter(scope -> !scope.equals(Scope.EQUAL));
        if (widest.isEmpty()) {
            return Optional.empty();
        }
        if (tool.risk() == Risk.CRITICAL) {
            return Optional.of("It permits grants, and calls of critical risk have none: leave permitGrants(...) out");
        }
        Set<String> unknown = new TreeSet<>(widest.get().free());
        tool.parameters().stream().map(ToolParameter::name).forEach(unknown::remove);
        return unknown.isEmpty() || tool.open()
                ? Optional.empty()
                : Optional.of("It permits grants that differ in " + String.join(", ", unknown)
                        + ", and the tool has no such" + " parameter: name some of its own");
    }
}
