package dev.approvals.core.desk;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.ledger.Books;
import dev.approvals.core.ledger.IssuedGrants;
import dev.approvals.core.ledger.OwedReviews;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Owed;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Directory;
import dev.approvals.review.Grant;
import dev.approvals.review.OwedReview;
import dev.approvals.review.Person;
import dev.approvals.review.Receipt;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where decisions come in: the host's desk, or the desk of one approver, whose own deliveries its votes answer. */
public final class Desk implements ReviewDesk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    /** Who owes that many reviews breaks no glass. */
    private static final int OWED_AT_MOST = 3;

    private final Books books;
    private final OwnRequests requests;
    private final Directory directory;
    private final BiFunction<Outcome.Subject, Ending, Outcome> outcomes;
    private final Optional<String> channel;
    private final Consumer<Decision> beforeApproval;

    /** The host's desk. */
    public Desk(Books books, Directory directory, BiFunction<Outcome.Subject, Ending, Outcome> outcomes) {
        this(books, directory, outcomes, Optional.empty(), approval -> {});
    }

    private Desk(
            Books books,
            Directory directory,
            BiFunction<Outcome.Subject, Ending, Outcome> outcomes,
            Optional<String> channel,
            Consumer<Decision> beforeApproval) {
        this.books = books;
        this.requests = new OwnRequests(books.requests(), books.realm());
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
        return new Desk(books, directory, outcomes, Optional.of(approver), beforeApproval);
    }

    @Override
    public List<ApprovalRequest> pending() {
        List<ApprovalRequest> pending = new ArrayList<>();
        requests.each(in(RequestStatus.PENDING), request -> pending.add(view(request)));
        return pending;
    }

    @Override
    public Optional<ApprovalRequest> find(String requestId) {
        try {
            return requests.find(requestId).map(this::view);
        } catch (BrokenSealException e) {
            LOG.warn("Request {} is not shown, for nobody vouches for it", requestId, e);
            return Optional.empty();
        }
    }

    @Override
    public List<ApprovalRequest> list(RequestStatus status, String after, int limit) {
        return requests.list(in(status), after, limit).stream().map(this::view).toList();
    }

    @Override
    public List<ApprovalRequest> newest(RequestStatus status, String after, int limit) {
        return requests.list(in(status).fromTheNewest(), after, limit).stream()
                .map(this::view)
                .toList();
    }

    private static ApprovalStore.Filter in(RequestStatus status) {
        return ApprovalStore.Filter.of(StoredRow.Kind.REQUEST, status);
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        return books.requests().watch(listener)::close;
    }

    @Override
    public Instant now() {
        return books.requests().now();
    }

    @Override
    public Receipt check(Decision decision) {
        String id = decision.requestId();
        return answered(
                id,
                decision.reviewer(),
                () -> requests.find(id)
                        .map(request -> Receipts.of(
                                id,
                                request.state().status(),
                                books.requests()
                                        .preview(request, decide(request, decision, OWED_AT_MOST - owedBy(decision)))))
                        .orElseGet(() -> Receipts.unknown(id, "request")));
    }

    /** How many reviews somebody owes who might come to owe one more. */
    private int owedBy(Decision decision) {
        if (decision.kind() != Decision.Kind.BREAK_GLASS) {
            return 0;
        }
        Optional<String> person =
                directory.resolve(decision.reviewer().account()).map(Person::id);
        return (int) books.owed().open().stream()
                .filter(owed -> person.filter(owed.person()::equals).isPresent())
                .count();
    }

    @Override
    public Receipt shown(String requestId, int round, Reviewer reviewer, Delivery view) {
        return guarded(
                requestId,
                reviewer,
                () -> requests.apply(
                        requestId,
                        request -> new Step.Show(
                                channel.orElse(Deliveries.HOST), round, reviewer, view, roster(request, reviewer))));
    }

    @Override
    public List<Delivery> deliveries(String requestId) {
        return own().of(requestId);
    }

    @Override
    public Receipt deliver(String requestId, int round, Delivery delivery) {
        return own().add(requestId, round, delivery);
    }

    private Deliveries own() {
        return new Deliveries(requests, channel.orElse(Deliveries.HOST));
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
        if (decision.kind() == Decision.Kind.APPROVE || decision.kind() == Decision.Kind.BREAK_GLASS) {
            beforeApproval.accept(decision);
        }
        return guarded(
                decision.requestId(),
                decision.reviewer(),
                () -> decision.kind() == Decision.Kind.BREAK_GLASS ? breakGlass(decision) : decide(decision, 0));
    }

    /** Takes a decision of somebody who may come to owe so many more reviews. */
    private Optional<Requests.Change> decide(Decision decision, int credit) {
        Optional<Requests.Change> change =
                requests.apply(decision.requestId(), request -> decide(request, decision, credit));
        change.ifPresent(this::follow);
        return change;
    }

    private Step decide(Requests.Request request, Decision decision, int credit) {
        return new Step.Decide(decision, channel, roster(request, decision.reviewer()), credit);
    }

    /** The review is owed before the decision counts: a process that dies in between has forgiven nobody. */
    private Optional<Requests.Change> breakGlass(Decision decision) {
        Optional<Owed> owed = requests.find(decision.requestId())
                .filter(request -> books.requests().preview(request, decide(request, decision, OWED_AT_MOST))
                        instanceof Progress.Moved)
                .map(request -> owed(request, decision));
        if (owed.isEmpty()) {
            return decide(decision, 0);
        }
        OwedReviews.Note note = books.owed().owe(owed.get());
        Optional<Requests.Change> change = decide(decision, OWED_AT_MOST - note.others());
        if (change.filter(Requests.Change::moved).isEmpty()) {
            note.takeBack().run();
        }
        return change;
    }

    private Owed owed(Requests.Request request, Decision decision) {
        String person =
                directory.resolve(decision.reviewer().account()).map(Person::id).orElseThrow();
        OwedReview review = new OwedReview(
                decision.requestId(),
                person,
                decision.comment(),
                books.requests().now());
        return new Owed(
                review,
                request.file().call().requester(),
                request.file().terms().plan(),
                request.state().level(),
                books.realm());
    }

    /** What follows from a decision beyond its request; where that fails, more is asked, or a lock comes later. */
    private void follow(Requests.Change change) {
        try {
            Requests.Request request = change.request();
            if (!request.state().ended()) {
                books.grants().issue(request);
            } else if (change.moved() && change.recorded() && isEnded(request, RefusalCode.DENIED_BY_REVIEWER)) {
                books.denials().add(request);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "What follows from a decision on {} failed",
                    change.request().file().id(),
                    e);
        }
    }

    private static boolean isEnded(Requests.Request request, RefusalCode how) {
        return request.state()
                .ending()
                .filter(ending -> ending.refusal().equals(how))
                .isPresent();
    }

    @Override
    public Receipt withdraw(String requestId, Reviewer reviewer, String reason) {
        return guarded(requestId, reviewer, () -> {
            Optional<Requests.Change> change = requests.apply(
                    requestId, request -> new Step.Withdraw(reviewer, reason, roster(request, reviewer)));
            change.map(Requests.Change::request)
                    .filter(Desk::isWithdrawn)
                    .ifPresent(request -> endGrant(request, reviewer, reason));
            return change;
        });
    }

    private static boolean isWithdrawn(Requests.Request request) {
        return request.state().scope().isPresent() && isEnded(request, RefusalCode.REVOKED);
    }

    /** Gives the grant first, if nobody has: who is about to give it finds that it is over. */
    private void endGrant(Requests.Request withdrawn, Reviewer reviewer, String reason) {
        books.grants().issue(withdrawn);
        revokeGrant(IssuedGrants.id(withdrawn.file().id()), reviewer, reason);
    }

    private Optional<IssuedGrants.Change> revokeGrant(String grantId, Reviewer reviewer, String reason) {
        return books.grants()
                .revoke(
                        grantId,
                        reviewer,
                        reason,
                        terms -> roster(terms.requester(), terms.given().votes(), reviewer));
    }

    @Override
    public List<Grant> grants() {
        return books.grants().open();
    }

    @Override
    public Receipt revoke(String grantId, Reviewer reviewer, String reason) {
        return answered(
                grantId,
                reviewer,
                () -> revokeGrant(grantId, reviewer, reason)
                        .map(change -> Receipts.of(grantId, change))
                        .orElseGet(() -> Receipts.unknown(grantId, "grant")));
    }

    @Override
    public List<OwedReview> owedReviews() {
        return books.owed().open();
    }

    @Override
    public Receipt review(String requestId, Reviewer reviewer, String findings) {
        return answered(
                requestId,
                reviewer,
                () -> books.owed()
                        .review(
                                requestId,
                                owed -> new Owed.Review(
                                        reviewer, findings, roster(owed.requester(), List.of(), reviewer)))
                        .map(progress -> Receipts.of(requestId, RequestStatus.ENDED, progress))
                        .orElseGet(() -> Receipts.unknown(requestId, "review owed for this request")));
    }

    @Override
    public Receipt close(String requestId, Reviewer reviewer, String note) {
        return guarded(
                requestId,
                reviewer,
                () -> requests.apply(
                        requestId, request -> new Step.CloseNote(reviewer, note, roster(request, reviewer))));
    }

    private Roster roster(Requests.Request request, Reviewer reviewer) {
        return roster(request.file().call().requester(), request.state().votes(), reviewer);
    }

    private Roster roster(Requester requester, List<Vote> votes, Reviewer reviewer) {
        Stream<Principal> voters =
                votes.stream().map(Vote::decision).map(Decision::reviewer).map(Reviewer::account);
        try {
            return Roster.of(
                    directory,
                    requester,
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

    private Receipt guarded(String id, Reviewer reviewer, Supplier<Optional<Requests.Change>> step) {
        return answered(
                id,
                reviewer,
                () -> step.get()
                        .map(change -> Receipts.of(id, change))
                        .orElseGet(() -> Receipts.unknown(id, "request")));
    }

    /** Whatever failed, the directory or the store: the step does not count, and the person is told so. */
    private static Receipt answered(String id, Reviewer reviewer, Supplier<Receipt> step) {
        try {
            return step.get();
        } catch (BrokenSealException e) {
            LOG.warn("A decision of {} on {} is not taken, for nobody vouches for the row", reviewer, id, e);
            return Receipts.refused(
                    id,
                    RequestStatus.ENDED,
                    RefusalCode.INVALIDATED,
                    "Somebody changed this in the database behind the gate's back, so it is over: tell an administrator.");
        } catch (RuntimeException e) {
            LOG.error("A decision of {} on {} could not be taken", reviewer, id, e);
            return Receipts.refused(
                    id,
                    RequestStatus.PENDING,
                    e instanceof IdentityFailure ? RefusalCode.IDENTITY_FAILED : RefusalCode.STORE_FAILED,
                    "Your decision could not be checked and does not count: try again, or tell an administrator.");
        }
    }
}
