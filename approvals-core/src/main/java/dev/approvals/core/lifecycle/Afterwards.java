package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import java.util.Optional;

/** What people do about a request that is decided: take an approval back, or find out what became of a call. */
final class Afterwards {

    private Afterwards() {}

    static Progress<RequestState> withdraw(Terms terms, RequestState state, Step.Withdraw step) {
        Optional<Objection> stranger = Say.against(
                        terms.plan(), terms.level(state.level()), step.reviewer(), step.roster())
                .filter(any -> !brokeIt(state, step.reviewer(), step.roster()));
        if (stranger.isPresent()) {
            return stranger.get().refusal();
        }
        if (state.status() != RequestStatus.APPROVED) {
            return new Progress.Rejected<>(
                    RefusalCode.ALREADY_DECIDED,
                    state.status() == RequestStatus.PENDING
                            ? "The request is not approved yet: deny it instead."
                            : "The approval has been used or is over.");
        }
        String detail = "Withdrawn by " + step.reviewer() + Deciding.because(step.reason());
        return new Progress.Moved<>(
                state.ended(Ending.refused(RefusalCode.REVOKED, detail)),
                AuditEventType.APPROVAL_REVOKED,
                Say.facts(step.reviewer(), step.roster(), step.reason()),
                detail);
    }

    /** Who broke the glass may repent, though the level asks others. */
    private static boolean brokeIt(RequestState state, Reviewer reviewer, Roster roster) {
        return state.brokenBy()
                .flatMap(vote ->
                        roster.person(reviewer).filter(person -> person.id().equals(vote.person())))
                .isPresent();
    }

    /** A note changes nothing of what happened; a later one stands in place of an earlier one, and both in the audit. */
    static Progress<RequestState> close(Terms terms, RequestState state, Step.CloseNote step) {
        Optional<Objection> stranger =
                Say.against(terms.plan(), terms.level(state.level()), step.reviewer(), step.roster());
        if (stranger.isPresent()) {
            return stranger.get().refusal();
        }
        Optional<Ending> unknown = state.ending().filter(ending -> ending.kind() == Ending.Kind.UNKNOWN);
        if (unknown.isEmpty()) {
            return new Progress.Rejected<>(
                    RefusalCode.ALREADY_DECIDED, "Only a call of which nobody knows how it ended needs a note.");
        }
        if (step.note().isBlank()) {
            return new Progress.Rejected<>(RefusalCode.COMMENT_REQUIRED, "Say in words what became of the call.");
        }
        if (unknown.get().text().equals(step.note())) {
            return new Progress.Same<>("Your note was taken before.");
        }
        return new Progress.Moved<>(
                state.ended(unknown.get().noted(step.note())),
                AuditEventType.REVIEW_RECORDED,
                Say.facts(step.reviewer(), step.roster(), step.note()),
                "Noted.");
    }
}
