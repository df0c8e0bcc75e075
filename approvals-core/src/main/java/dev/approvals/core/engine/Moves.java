package dev.approvals.core.engine;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.channel.Channels;
import dev.approvals.core.desk.Desk;
import dev.approvals.core.judge.Conversations;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Showing;
import dev.approvals.core.node.Caretaker;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import dev.approvals.review.RequestStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows from a move of a request: times to look again, approvers, the conversation's log, the run of a call without caller. */
final class Moves implements Requests.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Moves.class);

    private final Requests requests;
    private final Desk desk;
    private final Channels channels;
    private final Conversations conversations;
    private final Caretaker caretaker;
    private final Handbacks handbacks;
    private final Consumer<Requests.Request> detached;

    Moves(Requests requests, Desk desk, Channels channels, Conversations conversations, Effects effects) {
        this.requests = requests;
        this.desk = desk;
        this.channels = channels;
        this.conversations = conversations;
        this.caretaker = effects.caretaker();
        this.handbacks = effects.handbacks();
        this.detached = effects.detached();
    }

    /**
     * What moves set off by themselves.
     *
     * @param detached runs an approved call whose caller was handed the id; must not block
     */
    record Effects(Caretaker caretaker, Handbacks handbacks, Consumer<Requests.Request> detached) {}

    @Override
    public void opened(Requests.Request request) {
        caretaker.expect(request.row().dueAt());
        channels.show(view(request), requests, desk);
    }

    @Override
    public void moved(Requests.Request before, Requests.Request after, AuditEventType type) {
        RequestState state = after.state();
        caretaker.expect(after.row().dueAt());
        if (state.ended() && !before.state().ended()) {
            ended(after);
        } else if (type.equals(AuditEventType.APPROVAL_ESCALATED)) {
            channels.show(view(after), requests, desk);
        } else if (type.equals(AuditEventType.APPROVAL_REMINDED)) {
            channels.reminded(view(after));
        } else if (state.status() == RequestStatus.APPROVED && state.holder().detached()) {
            run(after);
        }
    }

    @Override
    public void movedElsewhere(Requests.Request before, Requests.Request after) {
        if (after.state().ended()) {
            ended(after);
        }
    }

    /** Shows a request that a process opened which is gone, to those who have not seen it. */
    void adopt(Requests.Request request) {
        requests.adopt(request);
        channels.showAgain(view(request), Showing.channels(request.state()), requests, desk);
    }

    private void run(Requests.Request approved) {
        try {
            detached.accept(approved);
        } catch (RejectedExecutionException e) {
            LOG.warn(
                    "Call {} was approved after the gate was closed, and was not run",
                    approved.file().id());
        }
    }

    private void ended(Requests.Request request) {
        ApprovalRequest view = view(request);
        channels.ended(view);
        Outcome outcome = view.progress().outcome().orElseThrow();
        conversations
                .of(outcome.requester())
                .ended(new Briefing.PastCall(
                        Optional.of(view.call().at()), view.call().summary(), word(outcome)));
        handbacks.offer(request);
    }

    private ApprovalRequest view(Requests.Request request) {
        return request.file().at(request.state(), Outcomes::of);
    }

    /** How a call ended, in a word. */
    static String word(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                ? refused.code().name()
                : outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Lets the approvers hear of the last ends. */
    void awaitNews() {
        channels.awaitNews();
    }

    /** {@return the threads of the approvers} */
    Stream<ExecutorService> workers() {
        return channels.workers();
    }
}
