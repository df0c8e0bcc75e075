package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import java.time.Instant;
import java.util.Locale;

/**
 * The state machine of a request: one pure function from a state and a step to the next state, or to a refusal. Every
 * store and every node decides by it; whoever applies it writes the result by compare-and-set.
 */
public final class Lifecycle {

    private Lifecycle() {}

    /**
     * Applies a step.
     *
     * @param terms the request's terms
     * @param state its state
     * @param step what happens
     * @param now the store's time
     * @return the next state, or that nothing changes, or why the step is refused
     */
    public static Progress apply(Terms terms, RequestState state, Step step, Instant now) {
        if (step instanceof Step.Decide decide) {
            return Deciding.decide(terms, state, decide, now);
        }
        if (step instanceof Step.Withdraw withdraw) {
            return Deciding.withdraw(terms, state, withdraw);
        }
        if (step instanceof Step.Collect) {
            return collect(state);
        }
        if (step instanceof Step.Finish finish) {
            return finish(state, finish);
        }
        return state.ended() ? over(state) : applyToOpen(terms, state, step, now);
    }

    private static Progress applyToOpen(Terms terms, RequestState state, Step step, Instant now) {
        if (step instanceof Step.Deliver deliver) {
            return deliver(state, deliver);
        }
        if (step instanceof Step.Undeliverable failed) {
            return new Progress.Moved(
                    state,
                    AuditEventType.APPROVAL_UNDELIVERED,
                    Facts.of("channel", failed.channel(), "why", failed.why()),
                    failed.why());
        }
        if (step instanceof Step.CallOff callOff) {
            return callOff(state, callOff);
        }
        if (step instanceof Step.Detach) {
            return detach(terms, state);
        }
        if (step instanceof Step.Claim claim) {
            return Claiming.claim(terms, state, claim, now);
        }
        return tick(terms, state, now);
    }

    private static Progress over(RequestState state) {
        return new Progress.Rejected(
                RefusalCode.ALREADY_DECIDED,
                "The request is over: "
                        + state.ending().map(Ending::word).orElse("ended").toUpperCase(Locale.ROOT) + ".");
    }

    private static Progress deliver(RequestState state, Step.Deliver deliver) {
        if (state.status() != RequestStatus.PENDING || deliver.round() != state.round()) {
            return new Progress.Same("The request has moved on since it was shown.");
        }
        return new Progress.Moved(
                state.delivered(deliver.channel(), deliver.delivery()),
                AuditEventType.APPROVAL_NOTIFIED,
                Facts.of(
                        "channel", deliver.channel(),
                        "reference", deliver.delivery().reference(),
                        "card", deliver.delivery().cardDigest(),
                        "whole", String.valueOf(deliver.delivery().whole())),
                "Shown.");
    }

    private static Progress tick(Terms terms, RequestState state, Instant now) {
        if (state.status() == RequestStatus.PENDING && !now.isBefore(terms.decideBy())) {
            return end(state, AuditEventType.APPROVAL_EXPIRED, RefusalCode.EXPIRED, "Nobody decided in time.");
        }
        if (state.status() == RequestStatus.APPROVED && Claiming.lapsed(state, now)) {
            return end(state, AuditEventType.APPROVAL_LAPSED, RefusalCode.LAPSED, "The approval was not used in time.");
        }
        return new Progress.Same("Nothing is due.");
    }

    private static Progress callOff(RequestState state, Step.CallOff callOff) {
        if (state.status() == RequestStatus.CLAIMED) {
            return new Progress.Rejected(RefusalCode.ALREADY_DECIDED, "The tool has been started.");
        }
        boolean invalidated = callOff.code().equals(RefusalCode.INVALIDATED);
        return end(
                state,
                invalidated ? AuditEventType.APPROVAL_INVALIDATED : AuditEventType.APPROVAL_CANCELLED,
                callOff.code(),
                callOff.detail());
    }

    private static Progress detach(Terms terms, RequestState state) {
        if (!terms.runLater()) {
            throw new IllegalArgumentException("Request " + terms.requestId() + " may not outlive its caller");
        }
        if (state.holder().detached()) {
            return new Progress.Same("The caller was handed the id before.");
        }
        if (state.status() == RequestStatus.CLAIMED) {
            return new Progress.Rejected(RefusalCode.ALREADY_DECIDED, "The tool has been started.");
        }
        return new Progress.Moved(
                state.with(state.holder().detach()), AuditEventType.APPROVAL_DETACHED, Facts.of(), "Handed over.");
    }

    private static Progress finish(RequestState state, Step.Finish finish) {
        if (state.status() != RequestStatus.CLAIMED
                || !state.holder().executionId().equals(finish.executionId())) {
            return new Progress.Rejected(
                    RefusalCode.ALREADY_DECIDED, "Execution " + finish.executionId() + " is not the one under way.");
        }
        Ending ending = finish.ending();
        AuditEventType type = switch (ending.kind()) {
            case RETURNED -> AuditEventType.ACTION_COMPLETED;
            case THREW, REFUSED -> AuditEventType.ACTION_FAILED;
            case UNKNOWN -> AuditEventType.ACTION_OUTCOME_UNKNOWN;
        };
        return new Progress.Moved(
                state.ended(ending),
                type,
                Facts.of("execution", finish.executionId(), "outcome", ending.word(), "detail", ending.text()),
                "Ended.");
    }

    private static Progress collect(RequestState state) {
        if (!state.ended() || state.holder().collected()) {
            return new Progress.Same("There is nothing to collect.");
        }
        return new Progress.Moved(
                state.with(state.holder().collect()), AuditEventType.OUTCOME_DELIVERED, Facts.of(), "Delivered.");
    }

    static Progress end(RequestState state, AuditEventType type, RefusalCode code, String detail) {
        return new Progress.Moved(
                state.ended(Ending.refused(code, detail)), type, Facts.of("code", code.name(), "why", detail), detail);
    }
}
