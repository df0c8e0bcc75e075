package dev.approvals.core.desk;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where decisions come in: the host's desk, or the desk of one approver, whose own deliveries its votes answer. */
public final class Desk implements ReviewDesk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int PAGE = 1_000;

    private final Requests requests;
    private final Directory directory;
    private final BiFunction<Outcome.Subject, Ending, Outcome> outcomes;
    private final Optional<String> channel;
    private final Consumer<Decision> beforeApproval;

    /** The host's desk. */
    public Desk(Requests requests, Directory directory, BiFunction<Outcome.Subject, Ending, Outcome> outcomes) {
        this(requests, directory, outcomes, Optional.empty(), approval -> {});
    }

    private Desk(
            Requests requests,
            Directory directory,
            BiFunction<Outcome.Subject, Ending, Outcome> outcomes,
            Optional<String> channel,
            Consumer<Decision> beforeApproval) {
        this.requests = requests;
        this.directory = directory;
        this.outcomes = outcomes;
        this.channel = channel;
        this.beforeApproval = beforeApproval;
    }

    /**
     * The desk of one approver.
     *
     * @param approver its name
     * @param beforeApproval awaits the delivery that an approval answers, where it is on its way
     */
    public Desk of(String approver, Consumer<Decision> beforeApproval) {
        return new Desk(requests, directory, outcomes, Optional.of(approver), beforeApproval);
    }

    @Override
    public List<ApprovalRequest> pending() {
        List<ApprovalRequest> pending = new ArrayList<>();
        List<Requests.Request> page = requests.list(RequestStatus.PENDING, "", PAGE);
        while (!page.isEmpty()) {
            page.forEach(request -> pending.add(view(request)));
            String last = page.get(page.size() - 1).file().id();
            page = page.size() < PAGE ? List.of() : requests.list(RequestStatus.PENDING, last, PAGE);
        }
        return pending;
    }

    @Override
    public Optional<ApprovalRequest> find(String requestId) {
        return requests.find(requestId).map(this::view);
    }

    @Override
    public List<ApprovalRequest> list(RequestStatus status, String after, int limit) {
        return requests.list(status, after, limit).stream().map(this::view).toList();
    }

    @Override
    public List<AuditEvent> history(String requestId) {
        return requests.history(requestId);
    }

    private ApprovalRequest view(Requests.Request request) {
        return request.file().at(request.state(), outcomes);
    }

    @Override
    public Receipt decide(Decision decision) {
        if (decision.kind() == Decision.Kind.APPROVE) {
            beforeApproval.accept(decision);
        }
        return step(
                decision.requestId(),
                decision.reviewer(),
                request -> new Step.Decide(decision, channel, roster(request, decision.reviewer())));
    }

    @Override
    public Receipt withdraw(String requestId, Reviewer reviewer, String reason) {
        return step(requestId, reviewer, request -> new Step.Withdraw(reviewer, reason, roster(request, reviewer)));
    }

    private Roster roster(Requests.Request request, Reviewer reviewer) {
        Stream<Principal> voters = request.state().votes().stream()
                .map(Vote::decision)
                .map(Decision::reviewer)
                .map(Reviewer::account);
        try {
            return Roster.of(
                    directory,
                    request.file().call().requester(),
                    Stream.concat(voters, Stream.of(reviewer.account())).toList());
        } catch (RuntimeException e) {
            throw new IdentityFailure(e);
        }
    }

    /** The directory failed. */
    private static final class IdentityFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IdentityFailure(RuntimeException cause) {
            super(cause);
        }
    }

    private Receipt step(String id, Reviewer reviewer, Function<Requests.Request, Step> steps) {
        try {
            return requests.apply(id, steps)
                    .map(change -> receipt(id, change))
                    .orElseGet(() -> refused(
                            id,
                            RequestStatus.ENDED,
                            RefusalCode.UNKNOWN_REQUEST,
                            "There is no such request, or it is no longer kept."));
        } catch (RuntimeException e) {
            // Whatever failed, the directory or the store: the vote does not count, and the person is told so.
            LOG.error("A decision of {} on request {} could not be taken", reviewer, id, e);
            return refused(
                    id,
                    RequestStatus.PENDING,
                    e instanceof IdentityFailure ? RefusalCode.IDENTITY_FAILED : RefusalCode.STORE_FAILED,
                    "Your decision could not be checked and does not count: try again, or tell an administrator.");
        }
    }

    private static Receipt receipt(String id, Requests.Change change) {
        RequestStatus status = change.request().state().status();
        if (change.progress() instanceof Progress.Rejected<RequestState> rejected) {
            return refused(id, status, rejected.code(), rejected.message());
        }
        if (!change.recorded()) {
            return refused(
                    id,
                    RequestStatus.ENDED,
                    RefusalCode.AUDIT_FAILED,
                    "Your decision could not be recorded, so the call was stopped.");
        }
        String message = change.progress() instanceof Progress.Same<RequestState> same
                ? same.message()
                : ((Progress.Moved<RequestState>) change.progress()).message();
        return new Receipt(id, status, Optional.empty(), message);
    }

    private static Receipt refused(String id, RequestStatus status, RefusalCode code, String message) {
        return new Receipt(id, status, Optional.of(code), message);
    }
}
