package dev.approvals.core.render;

import dev.approvals.core.text.Secrets;
import dev.approvals.outcome.Outcome;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import dev.approvals.tool.Risk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who decides, how far that is, and how it ended. */
final class ReviewRows {

    private final ApprovalRequest request;
    private final CardLimits limits;

    ReviewRows(ApprovalRequest request, CardLimits limits) {
        this.request = request;
        this.limits = limits;
    }

    List<Row> terms() {
        ApprovalRequest.Terms terms = request.terms();
        ReviewPlan plan = terms.plan();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("rule", brief(terms.rule())));
        rows.add(Row.of("why", brief(terms.why())));
        rows.add(Row.of("needs", needs(plan)));
        if (plan.assurance() != Assurance.ASSERTED_IN_PROCESS) {
            rows.add(Row.of("known by", Texts.words(plan.assurance()) + " at least"));
        }
        rows.add(Row.of("so far", soFar()));
        if (request.progress().status() == RequestStatus.PENDING) {
            rows.addAll(votes());
            rows.addAll(ofAnApproval(plan.demands()));
            rows.addAll(beyondAVote(plan));
        }
        Duration given = Duration.between(request.call().at(), terms.decideBy());
        rows.add(Row.of("until", Texts.time(terms.decideBy()) + ", " + Texts.duration(given) + " after the call"));
        return rows;
    }

    private static List<Row> ofAnApproval(ReviewPlan.Demands demands) {
        List<Row> rows = new ArrayList<>();
        if (demands.comment()) {
            rows.add(Row.of("comment", "an approval says why"));
        }
        if (!demands.dwell().isZero()) {
            rows.add(Row.of("time", "an approval counts after " + Texts.duration(demands.dwell()) + " before you"));
        }
        return rows;
    }

    /** What may be done here beside a plain vote, and what happens without one. */
    private List<Row> beyondAVote(ReviewPlan plan) {
        List<Row> rows = new ArrayList<>();
        Optional<Scope> widest = plan.permits().widestGrant().filter(scope -> scope.uses() > 1);
        if (widest.isPresent() && request.call().risk() != Risk.CRITICAL) {
            rows.add(Row.of("covers", "this call; more only where you say so: at most " + scope(widest.get())));
        }
        if (!plan.permits().breakGlass().isEmpty()) {
            String groups = String.join(
                    "/", plan.permits().breakGlass().stream().sorted().toList());
            rows.add(Row.of("emergency", "one of " + brief(groups) + " alone breaks the glass, and owes a review"));
        }
        boolean higher = request.progress().level() + 1 < plan.levels().size();
        plan.timing()
                .escalateAfter()
                .filter(any -> higher)
                .ifPresent(after ->
                        rows.add(Row.of("escalates", "after " + Texts.duration(after) + " without a decision")));
        return rows;
    }

    private String scope(Scope scope) {
        String arguments = scope.free().isEmpty()
                ? "with equal arguments"
                : "whatever "
                        + brief(String.join(", ", scope.free().stream().sorted().toList()))
                        + ", the other arguments equal";
        return scope.uses() + " calls in " + Texts.duration(scope.lasts()) + ", " + arguments + "; over after "
                + Texts.duration(scope.idle()) + " without one";
    }

    private String needs(ReviewPlan plan) {
        String needs = brief(request.level().describe()) + ", nobody who is behind the call";
        int level = request.progress().level();
        if (plan.levels().size() == 1) {
            return needs;
        }
        String place = needs + " (level " + (level + 1) + " of " + plan.levels().size();
        return level + 1 == plan.levels().size()
                ? place + ")"
                : place + "; an escalation asks "
                        + brief(plan.levels().get(level + 1).describe()) + ")";
    }

    private String soFar() {
        Level level = request.level();
        long approved = request.progress().votes().stream()
                .filter(v -> v.decision().kind() == Decision.Kind.APPROVE)
                .map(Vote::person)
                .distinct()
                .count();
        return approved + " of " + level.people() + " approved";
    }

    /** How the call ended, by whom, when and why; nothing while votes are awaited. */
    List<Row> outcome() {
        RequestStatus status = request.progress().status();
        if (status == RequestStatus.PENDING) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of("now", request.progress().outcome().map(this::ended).orElse(stands(status))));
        request.progress().endedAt().ifPresent(at -> rows.add(Row.of("ended", "at " + Texts.time(at))));
        rows.addAll(votes());
        return rows;
    }

    static String stands(RequestStatus status) {
        return switch (status) {
            case PENDING -> "votes are awaited";
            case APPROVED -> "approved, and about to run";
            case CLAIMED -> "approved, and started";
            case ENDED -> "over";
        };
    }

    private String ended(Outcome outcome) {
        if (outcome instanceof Outcome.Returned) {
            return "the tool ran and returned";
        }
        if (outcome instanceof Outcome.Threw threw) {
            return "the tool ran and failed: "
                    + brief(Secrets.mask(threw.cause().toString()));
        }
        if (outcome instanceof Outcome.Refused refused) {
            String detail = refused.detail().isEmpty() ? "" : ": " + brief(Secrets.mask(refused.detail()));
            return "it did not run, " + refused.code() + detail;
        }
        return "the tool was started, and nobody knows whether it finished";
    }

    private List<Row> votes() {
        List<Vote> votes = request.progress().votes();
        List<Row> rows = new ArrayList<>();
        votes.stream().limit(limits.sideRows()).forEach(vote -> rows.add(vote(vote)));
        if (votes.size() > limits.sideRows()) {
            rows.add(Row.note(0, (votes.size() - limits.sideRows()) + " more votes are not shown"));
        }
        return rows;
    }

    private Row vote(Vote vote) {
        String did = switch (vote.decision().kind()) {
            case APPROVE -> "approved";
            case DENY -> "denied";
            case ESCALATE -> "escalated";
            case BREAK_GLASS -> "broke the glass";
        };
        String comment = vote.decision().comment();
        String said = comment.isEmpty() ? "" : ": " + brief(comment);
        String covers =
                vote.decision().scope().map(scope -> "; covers " + scope(scope)).orElse("");
        return Row.of(did, "by " + brief(vote.person()) + " at " + Texts.time(vote.at()) + covers + said);
    }

    private String brief(String text) {
        return Texts.brief(text, limits.sideChars());
    }
}
