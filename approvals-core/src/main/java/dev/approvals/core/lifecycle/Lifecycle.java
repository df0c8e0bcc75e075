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
    public static Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now) {
        Progress<RequestState> progress = made(terms, state, step, now);
        return progress instanceof Progress.Moved<RequestState> moved
                        && moved.next().ended()
                        && !state.ended()
                ? new Progress.Moved<>(moved.next().endedAt(now), moved.type(), moved.facts(), moved.message())
                : progress;
    }

    private static Progress<RequestState> made(Terms terms, RequestState state, Step step, Instant now) {
        if (step instanceof Step.Decide decide) {
            return Deciding.decide(terms, state, decide, now);
        }
        if (step instanceof Step.Withdraw withdraw) {
            return Afterwards.withdraw(terms, state, withdraw);
        }
        if (step instanceof Step.CloseNote note) {
            return Afterwards.close(terms, state, note);
        }
        if (step instanceof Step.Collect) {
            return collect(state);
        }
        if (step instanceof Step.HandBack back) {
            return handBack(state, back.to());
        }
        if (step instanceof Step.Finish finish) {
            return finish(state, finish);
        }
        return state.ended() ? over(state) : applyToOpen(terms, state, step, now);
    }

    private static Progress<RequestState> applyToOpen(Terms terms, RequestState state, Step step, Instant now) {
        if (step instanceof Step.Deliver deliver) {
            return deliver(state, deliver, now);
        }
        if (step instanceof Step.Show show) {
            return Showing.show(state, show, now);
        }
        if (step instanceof Step.Undeliverable failed) {
            return new Progress.Moved<>(
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
        return step instanceof Step.Tick ? Timers.tick(terms, state, now) : recover(terms, state, step);
    }

    /** What is left of a request when a process or the whole store went down. */
    private static Progress<RequestState> recover(Terms terms, RequestState state, Step step) {
        if (step instanceof Step.Reclaim again) {
            return Claiming.reclaim(terms, state, again);
        }
        if (step instanceof Step.NodeLost lost) {
            return nodeLost(state, lost.node());
        }
        if (step instanceof Step.OtherEpoch other) {
            return otherEpoch(terms, state, other.now());
        }
        throw new IllegalArgumentException("No rule for " + step.getClass().getName());
    }

    private static Progress<RequestState> nodeLost(RequestState state, String node) {
        if (!state.holder().node().equals(node)) {
            return new Progress.Same<>("The request is not held by " + node + ".");
        }
        if (state.status() == RequestStatus.CLAIMED) {
            return lost(state, "The process " + node + " that ran the tool is gone.");
        }
        return state.holder().detached()
                ? new Progress.Same<>("The call goes on without its caller.")
                : end(
                        state,
                        AuditEventType.APPROVAL_CANCELLED,
                        RefusalCode.CANCELLED,
                        "The process " + node + " whose caller waited is gone.");
    }

    private static Progress<RequestState> otherEpoch(Terms terms, RequestState state, long now) {
        if (terms.epoch() == now) {
            return new Progress.Same<>("The request is of this epoch.");
        }
        String why = "The store came back from a backup: the request is of epoch " + terms.epoch() + ", the store of "
                + now + ".";
        return state.status() == RequestStatus.CLAIMED
                ? lost(state, why)
                : end(state, AuditEventType.APPROVAL_INVALIDATED, RefusalCode.INVALIDATED, why);
    }

    private static Progress<RequestState> over(RequestState state) {
        return new Progress.Rejected<>(
                RefusalCode.ALREADY_DECIDED,
                "The request is over: "
                        + state.ending().map(Ending::word).orElse("ended").toUpperCase(Locale.ROOT) + ".");
    }

    private static Progress<RequestState> deliver(RequestState state, Step.Deliver deliver, Instant now) {
        if (state.status() != RequestStatus.PENDING || deliver.round() != state.round()) {
            return new Progress.Same<>("The request has moved on since it was shown.");
        }
        return new Progress.Moved<>(
                state.delivered(deliver.channel(), deliver.delivery(), now),
                AuditEventType.APPROVAL_NOTIFIED,
                Facts.of(
                        "channel", deliver.channel(),
                        "reference", deliver.delivery().reference(),
                        "card", deliver.delivery().cardDigest(),
                        "whole", String.valueOf(deliver.delivery().whole())),
                "Shown.");
    }

    private static Progress<RequestState> callOff(RequestState state, Step.CallOff callOff) {
        if (state.status() == RequestStatus.CLAIMED) {
            return new Progress.Rejected<>(RefusalCode.ALREADY_DECIDED, "The tool has been started.");
        }
        boolean invalidated = callOff.code().equals(RefusalCode.INVALIDATED);
        return end(
                state,
                invalidated ? AuditEventType.APPROVAL_INVALIDATED : AuditEventType.APPROVAL_CANCELLED,
                callOff.code(),
                callOff.detail());
    }

    private static Progress<RequestState> detach(Terms terms, RequestState state) {
        if (!terms.runLater()) {
            throw new IllegalArgumentException("Request " + terms.requestId() + " may not outlive its caller");
        }
        if (state.holder().detached()) {
            return new Progress.Same<>("The caller was handed the id before.");
        }
        if (state.status() == RequestStatus.CLAIMED) {
            return new Progress.Rejected<>(RefusalCode.ALREADY_DECIDED, "The tool has been started.");
        }
        return new Progress.Moved<>(
                state.with(state.holder().detach()), AuditEventType.APPROVAL_DETACHED, Facts.of(), "Handed over.");
    }

    private static Progress<RequestState> finish(RequestState state, Step.Finish finish) {
        if (state.status() != RequestStatus.CLAIMED
                || !state.holder().executionId().equals(finish.executionId())) {
            return new Progress.Rejected<>(
                    RefusalCode.ALREADY_DECIDED, "Execution " + finish.executionId() + " is not the one under way.");
        }
        Ending ending = finish.ending();
        AuditEventType type = switch (ending.kind()) {
            case RETURNED -> AuditEventType.ACTION_COMPLETED;
            case THREW, REFUSED -> AuditEventType.ACTION_FAILED;
            case UNKNOWN -> AuditEventType.ACTION_OUTCOME_UNKNOWN;
        };
        return new Progress.Moved<>(
                state.ended(ending),
                type,
                Facts.of("execution", finish.executionId(), "outcome", ending.word(), "detail", ending.text()),
                "Ended.");
    }

    private static Progress<RequestState> collect(RequestState state) {
        if (!state.ended() || state.holder().collected()) {
            return new Progress.Same<>("There is nothing to collect.");
        }
        return delivered(state, state.holder().collect(), "caller");
    }

    private static Progress<RequestState> handBack(RequestState state, String to) {
        if (!state.ended() || !state.holder().detached() || state.holder().handed()) {
            return new Progress.Same<>("There is nothing to hand back.");
        }
        return delivered(state, state.holder().hand(), to);
    }

    private static Progress<RequestState> delivered(RequestState state, Holder holder, String to) {
        return new Progress.Moved<>(
                state.with(holder), AuditEventType.OUTCOME_DELIVERED, Facts.of("to", to), "Delivered.");
    }

    static Progress<RequestState> end(RequestState state, AuditEventType type, RefusalCode code, String detail) {
        return new Progress.Moved<>(
                state.ended(Ending.refused(code, detail)), type, Facts.of("code", code.name(), "why", detail), detail);
    }

    /** Ends what was started and may or may not have finished. */
    static Progress<RequestState> lost(RequestState state, String why) {
        return new Progress.Moved<>(
                state.ended(Ending.LOST),
                AuditEventType.ACTION_OUTCOME_UNKNOWN,
                Facts.of("execution", state.holder().executionId(), "outcome", Ending.LOST.word(), "why", why),
                why);
    }
}
