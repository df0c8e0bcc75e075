package dev.approvals.core.judge;

import dev.approvals.core.policy.PlanFloor;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.tool.ToolSpec;
import java.util.List;

/** Makes the plan that a request is decided by: the policy's, raised to the tool's floor, with every limit filled in. */
public final class Planner {

    private final Settings.Limits limits;
    private final List<Level> escalation;
    /** The plan made last: mostly the next one too, and each request holds its plan as long as it waits. */
    private volatile ReviewPlan latest = ReviewPlan.ofTool();

    public Planner(Settings settings) {
        this.limits = settings.limits();
        this.escalation = settings.escalation();
    }

    public ReviewPlan plan(Ruling ruling, ToolSpec tool) {
        ReviewPlan plan = PlanFloor.apply(ruling.plan(), tool, escalation);
        ReviewPlan whole = plan.decideWithin(plan.decideWithin().orElse(limits.decideWithin()))
                .useWithin(plan.useWithin().orElse(limits.useWithin()));
        ReviewPlan before = latest;
        if (whole.equals(before)) {
            return before;
        }
        latest = whole;
        return whole;
    }
}
