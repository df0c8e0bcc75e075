package dev.approvals.testkit;

import dev.approvals.policy.Assurance;
import dev.approvals.policy.Scope;
import dev.approvals.review.Answer;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Approver;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.Receipt;
import dev.approvals.review.ReviewDesk;
import dev.approvals.review.Reviewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer who does what a test says, and remembers every request and every end. Thread-safe.
 *
 * <p>{@link #approving}, {@link #denying} and {@link #escalating} decide at once. {@link #later} holds requests until the
 * test decides them; {@link #never} holds them for good. {@link BadReviewers} are those that misbehave.
 */
public final class TestReviewer implements Approver {

    private final String name;
    private final Reviewer reviewer;
    private final String comment;
    private final Optional<Scope> scope;
    private final Script script;

    private final Patience lock = new Patience();
    private final List<ApprovalRequest> seen = new ArrayList<>();
    private final List<ApprovalRequest> ended = new ArrayList<>();
    private final Set<String> decided = new HashSet<>();
    private @Nullable ReviewDesk desk;

    /** What a reviewer does with a request. */
    @FunctionalInterface
    interface Script {
        Answer answer(ApprovalRequest request, TestReviewer self) throws Exception;
    }

    TestReviewer(String name, Reviewer reviewer, String comment, Script script) {
        this(name, reviewer, comment, Optional.empty(), script);
    }

    private TestReviewer(String name, Reviewer reviewer, String comment, Optional<Scope> scope, Script script) {
        this.name = Objects.requireNonNull(name, "name");
        this.reviewer = Objects.requireNonNull(reviewer, "reviewer");
        this.comment = Objects.requireNonNull(comment, "comment");
        this.scope = scope;
        this.script = Objects.requireNonNull(script, "script");
    }

    private static TestReviewer of(String account, Script script) {
        return new TestReviewer("test-" + account, Reviewer.named(account), "", script);
    }

    /**
     * Approves every request at once.
     *
     * @param account the reviewer's account, of the issuer {@code local}
     * @return a new reviewer
     */
    public static TestReviewer approving(String account) {
        return of(account, (request, self) -> self.decision(request, Decision.Kind.APPROVE));
    }

    /**
     * Denies every request at once.
     *
     * @param account the reviewer's account, of the issuer {@code local}
     * @return a new reviewer
     */
    public static TestReviewer denying(String account) {
        return of(account, (request, self) -> request.deny(self.reviewer, self.comment));
    }

    /**
     * Wants somebody higher to decide on every request.
     *
     * @param account the reviewer's account, of the issuer {@code local}
     * @return a new reviewer
     */
    public static TestReviewer escalating(String account) {
        return of(account, (request, self) -> request.escalate(self.reviewer, self.comment));
    }

    /**
     * Approves some requests at once and denies the others.
     *
     * @param account the reviewer's account, of the issuer {@code local}
     * @param which which ones to approve
     * @return a new reviewer
     */
    public static TestReviewer approvingIf(String account, Predicate<ApprovalRequest> which) {
        return of(
                account,
                (request, self) ->
                        self.decision(request, which.test(request) ? Decision.Kind.APPROVE : Decision.Kind.DENY));
    }

    /**
     * Decides one request after the other as listed; a request beyond the list is a fault, and nobody decides it.
     *
     * @param account the reviewer's account, of the issuer {@code local}
     * @param kinds what to decide, in order
     * @return a new reviewer
     */
    public static TestReviewer scripted(String account, Decision.Kind... kinds) {
        List<Decision.Kind> script = List.of(kinds);
        return of(account, (request, self) -> {
            int turn = self.seen().indexOf(request);
            if (turn >= script.size()) {
                throw new IllegalStateException("The script of " + self.name + " ends after " + script.size()
                        + " requests; this is one more: " + request.call().summary());
            }
            return self.decision(request, script.get(turn));
        });
    }

    /**
     * Shows every request and leaves the decision to the test: {@link #approve()}, {@link #deny()}, {@link #escalate()}.
     *
     * @param account the reviewer's account, of the issuer {@code local}
     * @return a new reviewer
     */
    public static TestReviewer later(String account) {
        return of(account, (request, self) -> Delivery.whole(self.name + "/" + request.id()));
    }

    /**
     * Shows every request, and no decision ever comes.
     *
     * @return a new reviewer
     */
    public static TestReviewer never() {
        return later("nobody").named("test-never");
    }

    /**
     * Answers as a function says.
     *
     * @param answer makes the answer
     * @return a new reviewer
     */
    public static TestReviewer answering(Function<ApprovalRequest, ? extends Answer> answer) {
        return of("function", (request, self) -> answer.apply(request));
    }

    /**
     * The same reviewer under another name; two approvers of one gate need two names.
     *
     * @param other the name in the audit
     * @return a new reviewer that has seen nothing
     */
    public TestReviewer named(String other) {
        return new TestReviewer(other, reviewer, comment, scope, script);
    }

    /**
     * The same reviewer with a comment on each decision.
     *
     * @param words the comment
     * @return a new reviewer that has seen nothing
     */
    public TestReviewer saying(String words) {
        return new TestReviewer(name, reviewer, words, scope, script);
    }

    /**
     * The same reviewer, known better or worse.
     *
     * @param assurance how well
     * @return a new reviewer that has seen nothing
     */
    public TestReviewer knownBy(Assurance assurance) {
        return new TestReviewer(name, new Reviewer(reviewer.account(), assurance), comment, scope, script);
    }

    /**
     * The same reviewer, whose approvals cover further calls.
     *
     * @param wider which
     * @return a new reviewer that has seen nothing
     */
    public TestReviewer covering(Scope wider) {
        return new TestReviewer(name, reviewer, comment, Optional.of(wider), script);
    }

    @Override
    public Answer review(ApprovalRequest request) throws Exception {
        lock.change(() -> seen.add(request));
        return script.answer(request, this);
    }

    @Override
    public void attach(ReviewDesk attached) {
        lock.change(() -> desk = attached);
    }

    @Override
    public void ended(ApprovalRequest request) {
        lock.change(() -> ended.add(request));
    }

    @Override
    public String name() {
        return name;
    }

    /** {@return who decides} */
    public Reviewer reviewer() {
        return reviewer;
    }

    /**
     * The desk this reviewer was attached to.
     *
     * @return the desk
     * @throws IllegalStateException if it was attached to none
     */
    public ReviewDesk desk() {
        return lock.locked(() -> Optional.ofNullable(desk))
                .orElseThrow(() -> new IllegalStateException(
                        name + " has no desk: hand it to Approvals.builder().approver(...) first"));
    }

    /** {@return every request that was shown, in order; one that was escalated is shown again with a higher round} */
    public List<ApprovalRequest> seen() {
        return lock.locked(() -> List.copyOf(seen));
    }

    /** {@return every request whose end this reviewer was told, as it ended} */
    public List<ApprovalRequest> ended() {
        return lock.locked(() -> List.copyOf(ended));
    }

    /**
     * Waits until a request is shown, up to ten seconds of real time, and checks that there is no other.
     *
     * @return the request
     * @throws AssertionError if none came, or more than one
     */
    public ApprovalRequest onlyRequest() {
        ApprovalRequest first = awaitRequest();
        List<ApprovalRequest> all = seen();
        if (all.size() != 1) {
            throw new AssertionError(name + " was to see one request, and saw " + describe(all));
        }
        return first;
    }

    /**
     * Waits until a request is shown, up to ten seconds of real time.
     *
     * @return the first request
     * @throws AssertionError if none came
     */
    public ApprovalRequest awaitRequest() {
        return awaitRequests(1).get(0);
    }

    /**
     * Waits until some requests are shown, up to ten seconds of real time.
     *
     * @param count how many
     * @return that many requests, in the order they were shown
     * @throws AssertionError if fewer came
     */
    public List<ApprovalRequest> awaitRequests(int count) {
        return await(Patience.USUAL, seen, count, " requests to be shown to ");
    }

    /**
     * Waits until this reviewer is told that a request ended, up to ten seconds of real time.
     *
     * @return the first request that ended, as it ended
     * @throws AssertionError if none did
     */
    public ApprovalRequest awaitEnd() {
        return await(Patience.USUAL, ended, 1, " requests to end before ").get(0);
    }

    List<ApprovalRequest> await(Duration within, List<ApprovalRequest> list, int count, String what) {
        return lock.await(
                within,
                () -> list.size() < count ? Optional.empty() : Optional.of(List.copyOf(list.subList(0, count))),
                () -> count + what + name + "; there were " + describe(list));
    }

    private static String describe(List<ApprovalRequest> requests) {
        return requests.isEmpty()
                ? "none"
                : requests.size() + ": "
                        + requests.stream()
                                .map(request -> request.call().summary())
                                .toList();
    }

    /**
     * Waits for a request that was not decided through this reviewer, and approves it.
     *
     * @return the desk's answer
     * @throws AssertionError if there is none for ten seconds of real time
     */
    public Receipt approve() {
        return decideNext(Decision.Kind.APPROVE);
    }

    /**
     * Waits for a request that was not decided through this reviewer, and denies it.
     *
     * @return the desk's answer
     * @throws AssertionError if there is none for ten seconds of real time
     */
    public Receipt deny() {
        return decideNext(Decision.Kind.DENY);
    }

    /**
     * Waits for a request that was not decided through this reviewer, and wants somebody higher to decide on it.
     *
     * @return the desk's answer
     * @throws AssertionError if there is none for ten seconds of real time
     */
    public Receipt escalate() {
        return decideNext(Decision.Kind.ESCALATE);
    }

    /**
     * Waits for a request that was not decided through this reviewer, and breaks the glass. Needs {@link #saying words}.
     *
     * @return the desk's answer
     * @throws AssertionError if there is none for ten seconds of real time
     */
    public Receipt breakGlass() {
        return decideNext(Decision.Kind.BREAK_GLASS);
    }

    private Receipt decideNext(Decision.Kind kind) {
        ApprovalRequest next = lock.await(
                Patience.USUAL,
                () -> seen.stream().filter(this::isOpen).findFirst(),
                () -> "a request to be shown to " + name + " that was not decided; it saw " + describe(seen));
        return decide(next, kind);
    }

    private boolean isOpen(ApprovalRequest request) {
        return !decided.contains(key(request))
                && ended.stream().noneMatch(over -> over.id().equals(request.id()));
    }

    private static String key(ApprovalRequest request) {
        return request.id() + "/" + request.progress().round();
    }

    /**
     * Decides on a request through this reviewer's desk.
     *
     * @param request the request, as it was shown
     * @param kind what to decide
     * @return the desk's answer
     */
    public Receipt decide(ApprovalRequest request, Decision.Kind kind) {
        lock.change(() -> decided.add(key(request)));
        return desk().decide(decision(request, kind));
    }

    private Decision decision(ApprovalRequest request, Decision.Kind kind) {
        return switch (kind) {
            case APPROVE ->
                scope.map(request.approve(reviewer, comment)::covering)
                        .orElseGet(() -> request.approve(reviewer, comment));
            case DENY -> request.deny(reviewer, comment);
            case ESCALATE -> request.escalate(reviewer, comment);
            case BREAK_GLASS -> request.breakGlass(reviewer, comment);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
