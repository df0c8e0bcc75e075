package dev.approvals.core.engine;

import dev.approvals.core.judge.Planner;
import dev.approvals.core.judge.Rulebook;
import dev.approvals.core.judge.Ruling;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Tally;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Directory;
import java.util.List;
import java.util.Optional;

/** Holds an approval against the rules that are in force when it is used: they may have become stricter. */
final class Tightening {

    private final Rulebook rulebook;
    private final Planner planner;
    private final Directory directory;

    Tightening(Rulebook rulebook, Planner planner, Directory directory) {
        this.rulebook = rulebook;
        this.planner = planner;
        this.directory = directory;
    }

    /** The step that ends an approved request which the rules of now would not let run. */
    Optional<Step> stop(Requests.Request request, Tool tool) {
        if (tool.binding().version().equals(request.file().rule().version()) && rulebook.generation() == 0) {
            return Optional.empty();
        }
        Ruling ruling = rulebook.judge(tool, request.file().call());
        if (ruling.refusal().isPresent()) {
            boolean closed = ruling.refusal().get().equals(RefusalCode.CANCELLED);
            return Optional.of(
                    closed
                            ? new Step.CallOff(
                                    RefusalCode.CANCELLED, ruling.verdict().why())
                            : invalidated("The rules refuse the call by now: "
                                    + ruling.verdict().why()));
        }
        return ruling.allowed() || enough(request, planner.plan(ruling, tool.spec()), ruling.escalated())
                ? Optional.empty()
                : Optional.of(invalidated("The rules demand more approvals by now: "
                        + ruling.verdict().why()));
    }

    /** Whether the votes there are would do under another plan, at the level where they were cast. */
    private boolean enough(Requests.Request request, ReviewPlan plan, boolean escalated) {
        List<Level> levels = plan.levels();
        if (escalated && (request.state().level() == 0 || levels.size() == 1)) {
            return false;
        }
        return Tally.holds(plan, request.state().level(), request.state().votes(), Runner.roster(directory, request));
    }

    private static Step invalidated(String why) {
        return new Step.CallOff(RefusalCode.INVALIDATED, why);
    }
}
