package dev.approvals.core.policy;

import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Seats;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;

/** The floor that a tool's annotation sets under every plan. A pure function. */
public final class PlanFloor {

    private PlanFloor() {}

    /**
     * The plan that is really asked by.
     *
     * <p>A plan without levels asks the tool's own reviewers first, and then the gate's escalation levels as the host set
     * them up. Each level that a plan does name must also satisfy the tool's quorum of the tool's reviewers: seats that
     * do already count, the others are added. No level asks fewer people than the one before it; the missing seats are
     * for the groups of that level and the tool's reviewers. A tool for the inbox only is so by every plan, and
     * at critical risk an approval says why.
     *
     * @param plan the policy's plan
     * @param tool the tool
     * @param escalation the gate's escalation levels, lowest first
     * @return the plan, with at least one level
     */
    public static ReviewPlan apply(ReviewPlan plan, ToolSpec tool, List<Level> escalation) {
        Level floor = new Level(List.of(new Seats(tool.quorum(), tool.reviewers())));
        List<Level> levels = new ArrayList<>();
        if (plan.levels().isEmpty()) {
            levels.add(floor);
            levels.addAll(escalation);
        } else {
            plan.levels().forEach(level -> levels.add(Levels.both(level, floor)));
        }
        for (int i = 1; i < levels.size(); i++) {
            levels.set(i, Levels.atLeast(levels.get(i - 1).people(), levels.get(i), tool.reviewers()));
        }
        ReviewPlan raised = plan.withLevels(levels);
        ReviewPlan shown = tool.inboxOnly() ? raised.onlyInInbox() : raised;
        return tool.risk() == Risk.CRITICAL ? shown.withComment() : shown;
    }
}
