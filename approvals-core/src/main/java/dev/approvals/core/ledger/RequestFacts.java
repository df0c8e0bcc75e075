package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.request.RequestFile;
import dev.approvals.core.text.Cut;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Level;
import dev.approvals.review.Briefing;
import dev.approvals.review.Decision;
import dev.approvals.review.Reviewer;
import dev.approvals.store.StoredRow;
import java.util.Map;
import java.util.stream.Collectors;

/** What is recorded of a request's steps, and what its row is found by. */
public final class RequestFacts {

    private static final int IMPACT_LIMIT = 1_000;

    private RequestFacts() {}

    /** What a request begins with: people are asked, or a grant covers it and its tool starts. */
    static AuditEventType first(Requests.Opening opening) {
        return opening.grant().isPresent() ? AuditEventType.ACTION_STARTED : AuditEventType.APPROVAL_REQUESTED;
    }

    static Map<String, String> opened(Requests.Opening opening) {
        return opening.grant().map(grant -> covered(opening, grant)).orElseGet(() -> asked(opening));
    }

    private static Map<String, String> covered(Requests.Opening opening, String grant) {
        return Facts.of(
                "verdict", "grant",
                "grant", grant,
                "rule", opening.file().rule().name(),
                "rules", opening.file().rule().version(),
                "execution", opening.state().holder().executionId(),
                "digest", opening.file().call().digest());
    }

    private static Map<String, String> asked(Requests.Opening opening) {
        RequestFile file = opening.file();
        return Facts.of(
                "summary", file.call().summary(),
                "digest", file.call().digest(),
                "risk", file.call().risk().name(),
                "rule", file.rule().name(),
                "why", file.rule().why(),
                "rules", file.rule().version(),
                "level", shared(String.valueOf(opening.state().level())),
                "plan",
                        shared(file.terms().plan().levels().stream()
                                .map(Level::describe)
                                .collect(Collectors.joining("; then "))),
                "decideBy", file.terms().decideBy().toString(),
                "runLater", String.valueOf(file.terms().runLater()),
                "impact", impact(file.briefing()),
                "journal",
                        file.briefing().journal().map(AuditSink.Head::toString).orElse(""),
                "toolCall", file.call().requester().toolCallId(),
                "idReused", String.valueOf(opening.idReused()));
    }

    /** One text for all requests that tell the same: few differ in these, and a process may hold very many. */
    private static String shared(String text) {
        return text.intern();
    }

    /** What the call would do, as its reviewers were told. */
    private static String impact(Briefing briefing) {
        String words = briefing.impact().effects().stream()
                .map(effect -> effect.what() + ": "
                        + effect.before().map(before -> before + " -> ").orElse("") + effect.after())
                .collect(Collectors.joining("; "));
        return Cut.of(briefing.impactMissing().orElse(words), IMPACT_LIMIT).told();
    }

    /** Whether a step is a person's, so that it is recorded even where it is refused. */
    static boolean isPersonal(Step step) {
        return step instanceof Step.Decide || step instanceof Step.Withdraw || step instanceof Step.CloseNote;
    }

    static Map<String, String> refused(Step step, Progress.Rejected<RequestState> rejected) {
        if (step instanceof Step.Withdraw withdraw) {
            return refused(withdraw.reviewer(), "WITHDRAW", rejected);
        }
        if (step instanceof Step.CloseNote note) {
            return refused(note.reviewer(), "CLOSE", rejected);
        }
        Decision decision = ((Step.Decide) step).decision();
        return Facts.of(
                "code", rejected.code().name(),
                "why", rejected.message(),
                "reviewer", decision.reviewer().toString(),
                "assurance", decision.reviewer().assurance().name(),
                "evidence", decision.reviewer().evidence(),
                "decision", decision.kind().name(),
                "round", String.valueOf(decision.round()),
                "digest", decision.digest(),
                "channel", ((Step.Decide) step).channel().orElse(""));
    }

    private static Map<String, String> refused(
            Reviewer reviewer, String act, Progress.Rejected<RequestState> rejected) {
        return Facts.of(
                "code", rejected.code().name(),
                "why", rejected.message(),
                "reviewer", reviewer.toString(),
                "decision", act);
    }

    /**
     * A call that ended may be joined only until its outcome reached somebody, but one that a person denied answers for
     * equal calls of its conversation for good.
     */
    static StoredRow.Keys keys(Requests.Request request, RequestState next) {
        StoredRow.Keys keys = request.row().keys();
        if (!next.ended()) {
            return keys;
        }
        boolean waitsToBeCollected = next.holder().detached() && !next.holder().collected();
        boolean found = waitsToBeCollected || isRemembered(request.file(), next);
        return new StoredRow.Keys(keys.call(), found ? keys.join() : "");
    }

    private static boolean isRemembered(RequestFile file, RequestState state) {
        return !file.call().requester().conversation().isEmpty()
                && state.ending()
                        .filter(ending -> ending.refusal().equals(RefusalCode.DENIED_BY_REVIEWER))
                        .isPresent();
    }
}
