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

    public Planner(Settings settings) {
        this.limits = settings.limits();
        this.escalation = settings.escalation();
    }

    public ReviewPlan plan(Ruling ruling, ToolSpec tool) {
        ReviewPlan plan = PlanFloor.apply(ruling.plan(), tool, escalation);
        return plan.decideWithin(plan.decideWithin().orElse(limits.decideWithin()))
                .useWithin(plan.useWithin().orElse(limits.useWithin()));
    }
}
