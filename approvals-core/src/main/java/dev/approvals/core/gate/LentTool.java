package dev.approvals.core.gate;

import dev.approvals.Claim;
import dev.approvals.RemoteCall;
import dev.approvals.RemoteTool;
import dev.approvals.call.Requester;
import dev.approvals.core.engine.Engine;
import dev.approvals.core.engine.Lending;
import dev.approvals.core.judge.Attempt;
import dev.approvals.core.judge.Session;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Requests;
import dev.approvals.tool.ToolSpec;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool that its callers run, called on somebody's behalf. */
final class LentTool implements RemoteTool {

    private final Engine engine;
    private final Tool tool;
    private final Loans loans;
    private final Caller caller;

    LentTool(Engine engine, Tool tool, Loans loans, Caller caller) {
        this.engine = engine;
        this.tool = tool;
        this.loans = loans;
        this.caller = caller;
    }

    @Override
    public ToolSpec spec() {
        return tool.spec();
    }

    @Override
    public RemoteTool as(Requester requester) {
        return new LentTool(engine, tool, loans, Caller.fixed(engine, Objects.requireNonNull(requester, "requester")));
    }

    @Override
    public RemoteCall submit(String argumentsJson) {
        Objects.requireNonNull(argumentsJson, "argumentsJson");
        Session session = caller.session();
        Lending.Entry entry =
                engine.lending().enter(new Attempt(tool, session, capture -> capture.bind(argumentsJson)));
        return entry.outcome()
                .map(outcome -> new RemoteCall(entry.id(), RemoteCall.State.ENDED, Optional.of(outcome)))
                .or(() -> find(entry.id(), session.requester()))
                .orElseThrow(() -> new IllegalStateException("Call " + entry.id() + " is not kept any more"));
    }

    @Override
    public Optional<RemoteCall> find(String callId) {
        return find(callId, caller.session().requester());
    }

    private Optional<RemoteCall> find(String callId, Requester requester) {
        Optional<Claim> lent = loans.find(callId);
        if (lent.isPresent()) {
            return lent.filter(claim -> isSame(claim.requester(), requester))
                    .map(claim -> new RemoteCall(
                            callId,
                            loans.isTaken(callId) ? RemoteCall.State.RUNNING : RemoteCall.State.READY,
                            Optional.empty()));
        }
        return request(callId, requester).map(this::view);
    }

    private Optional<Requests.Request> request(String callId, Requester requester) {
        return engine.lending()
                .find(callId, tool)
                .filter(request -> isSame(request.file().call().requester(), requester));
    }

    private RemoteCall view(Requests.Request request) {
        String id = request.file().id();
        return switch (request.state().status()) {
            case PENDING -> new RemoteCall(id, RemoteCall.State.WAITING, Optional.empty());
            case APPROVED -> new RemoteCall(id, RemoteCall.State.READY, Optional.empty());
            case CLAIMED -> new RemoteCall(id, RemoteCall.State.RUNNING, Optional.empty());
            case ENDED ->
                new RemoteCall(
                        id, RemoteCall.State.ENDED, Optional.of(engine.lending().outcome(request)));
        };
    }

    /** Another conversation of the same agent and people may ask; whoever is not behind the call may not. */
    private static boolean isSame(Requester one, Requester other) {
        return one.accounts().equals(other.accounts());
    }

    @Override
    public Optional<Claim> claim(String callId) {
        Requester requester = caller.session().requester();
        if (loans.find(callId).isEmpty()) {
            request(callId, requester).ifPresent(request -> engine.lending().begin(request, tool));
        }
        return loans.find(callId)
                .filter(claim -> isSame(claim.requester(), requester))
                .flatMap(claim -> loans.take(callId));
    }

    @Override
    public boolean cancel(String callId) {
        if (isOurs(callId)) {
            return loans.giveUp(callId, "Its caller called it off. It did not run");
        }
        return request(callId, caller.session().requester())
                .filter(request -> engine.lending().cancel(request))
                .isPresent();
    }

    @Override
    public boolean returned(String callId, @Nullable Object result) {
        return isOurs(callId) && loans.end(callId, end -> end.complete(result));
    }

    @Override
    public boolean threw(String callId, String message) {
        Objects.requireNonNull(message, "message");
        return isOurs(callId) && loans.end(callId, end -> end.completeExceptionally(new RemoteFailure(message)));
    }

    private boolean isOurs(String callId) {
        Requester requester = caller.session().requester();
        return loans.find(callId)
                .filter(claim -> isSame(claim.requester(), requester))
                .isPresent();
    }

    @Override
    public String toString() {
        return "remote " + tool;
    }

    /** What a caller says of a run that failed. */
    private static final class RemoteFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RemoteFailure(String message) {
            super(message, null, false, false);
        }
    }
}
