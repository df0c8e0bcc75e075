package dev.approvals.core.judge;

import dev.approvals.core.policy.Policies;
import dev.approvals.core.request.RequestFile;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as the gate takes it: nothing, and anything that is no verdict, refuses.
 *
 * @param verdict the verdict
 * @param refusal why the call is refused; empty unless it is
 * @param version the version of the rules
 */
public record Ruling(Verdict verdict, Optional<RefusalCode> refusal, String version) {

    /** The rule of a gate that was closed. */
    static final String CLOSED = "closed gate";

    static Ruling of(@Nullable Verdict verdict, ToolSpec tool, String version) {
        if (verdict == null) {
            return failed("The policy gave no verdict.", version);
        }
        if (verdict instanceof Verdict.Deny deny) {
            return new Ruling(deny, Optional.of(code(deny.rule())), version);
        }
        if (verdict instanceof Verdict.Allow allow && tool.risk() == Risk.CRITICAL) {
            return new Ruling(allow, Optional.empty(), version).asked("A critical call is asked all the same.");
        }
        return new Ruling(verdict, Optional.empty(), version);
    }

    private static RefusalCode code(String rule) {
        return switch (rule) {
            case CLOSED -> RefusalCode.CANCELLED;
            case Policies.FAILURE -> RefusalCode.POLICY_FAILED;
            default -> RefusalCode.DENIED_BY_POLICY;
        };
    }

    static Ruling failed(String why, String version) {
        return new Ruling(Verdict.deny(Policies.FAILURE, why), Optional.of(RefusalCode.POLICY_FAILED), version);
    }

    /** The same rule, but the tool's own reviewers are asked. */
    Ruling asked(String because) {
        Verdict ask = Verdict.ask(verdict.rule(), verdict.why() + " " + because);
        return new Ruling(ask, Optional.empty(), version);
    }

    public boolean allowed() {
        return verdict instanceof Verdict.Allow;
    }

    ReviewPlan plan() {
        return ((Verdict.Ask) verdict).plan();
    }

    public boolean escalated() {
        return ((Verdict.Ask) verdict).escalated();
    }

    public RequestFile.Rule rule() {
        return new RequestFile.Rule(verdict.rule(), verdict.why(), version);
    }

    /** The verdict in a word. */
    String word() {
        return refusal.isPresent() ? "deny" : allowed() ? "allow" : escalated() ? "escalate" : "ask";
    }
}
