package dev.approvals.testkit.nodes;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Grant;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What surrounds asking, where several processes share one sealed and encrypted store: it counts once, for all of them. */
class AskingOnTwoNodesTest {

    private static final Reviewer CAROL = Reviewer.named("carol");
    private static final Scope ANY = Scope.EQUAL.uses(10).differing("table");
    private static final Policy WIDE = Policy.always(
            Verdict.ask(ReviewPlan.of(1).permitGrants(ANY).permitBreakGlass("security"), "wide", "any table"));

    private final CountDownLatch never = new CountDownLatch(1);
    private final Cluster cluster = Cluster.shared();
    private final Node one = start("one");
    private final Node two = start("two");

    private Node start(String name) {
        return cluster.start(
                        name, builder -> builder.policy(WIDE).pendingAtMost(3).lockAfter(2, minutes(5), minutes(9)))
                .with(Node.DROP, Node.MAIL);
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }

    @AfterEach
    void close() {
        never.countDown();
        cluster.close();
    }

    /** Has a call approved that was made on the first node, with a scope. */
    private Grant granted(Scope scope) {
        CompletableFuture<Object> caller = one.calling(Node.DROP, "first");
        ApprovalRequest request = one.reviewer.awaitRequest();
        assertThat(two.approvals.desk().decide(request.approve(Node.ALICE, "").covering(scope)))
                .counted();
        assertThat((Outcome) caller.join()).returned("drop done by one");
        return two.approvals.desk().grants().get(0);
    }

    @Test
    void aGrantCoversCallsOnWhateverNode() {
        granted(ANY);

        assertThat((Outcome) two.calling(Node.DROP, "second").join()).returned("drop done by two");

        assertThat(two.reviewer.seen()).isEmpty();
        assertThat(two.audit).callWithId(covered(two)).wasCovered().ran();
        assertThat(one.approvals.desk().grants())
                .singleElement()
                .satisfies(grant -> assertThat(grant.usesLeft()).isEqualTo(8));
    }

    /** The call that a node made after it had heard of the decision on the first one. */
    private static String covered(Node node) {
        return node.audit.callIds().get(1);
    }

    @Test
    void racingOnTwoNodesExactlySoManyRunAsTheGrantCovers() {
        granted(ANY);
        List<CompletableFuture<Object>> callers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            callers.add(one.calling(Node.DROP, "one-" + i));
            callers.add(two.calling(Node.DROP, "two-" + i));
        }

        // Racing nodes may each let one more wait than there may be.
        cluster.await(
                "the rest to be asked or refused",
                () -> unanswered(callers) == one.approvals.desk().pending().size());

        cluster.await("what was covered to run", () -> one.runs.size() + two.runs.size() == 10);
        assertThat(callers.stream()
                        .filter(CompletableFuture::isDone)
                        .map(CompletableFuture::join)
                        .filter(Outcome.Returned.class::isInstance))
                .hasSize(9);
        assertThat(Stream.of(one, two).flatMap(node -> node.audit.events(AuditEventType.GRANT_USED).stream()))
                .hasSize(9);
    }

    private static long unanswered(List<CompletableFuture<Object>> callers) {
        return callers.stream().filter(caller -> !caller.isDone()).count();
    }

    @Test
    void aGrantThatIsRevokedOnOneNodeCoversNothingOnTheOther() {
        Grant grant = granted(ANY);

        assertThat(one.approvals.desk().revoke(grant.id(), CAROL, "enough")).counted();
        two.calling(Node.DROP, "second");

        assertThat(two.reviewer.awaitRequest().call().summary()).contains("second");
        assertThat(two.runs).isEmpty();
    }

    @Test
    void row33AGrantFromBeforeABackupCoversNothing() {
        Grant grant = granted(ANY);
        cluster.epoch.set(1);

        two.calling(Node.DROP, "second");

        two.reviewer.awaitRequest();
        assertThat(two.audit.events(grant.id()))
                .last()
                .satisfies(event -> assertThat(event.facts()).containsEntry("code", "INVALIDATED"));
    }

    @Test
    void aCoveredCallWhoseProcessDiesEndsUnknownAndAPersonClosesIt() {
        granted(ANY);
        two.inTool = this::block;
        two.calling(Node.DROP, "second");
        cluster.await("the tool to be started", () -> !two.runs.isEmpty());
        String id = covered(two);

        two.kill();
        cluster.pass(Cluster.LEASE.plusSeconds(5));

        assertThat(cluster.end(one, id).progress().outcome().orElseThrow()).isUnknown();
        assertThat(one.approvals.desk().close(id, CAROL, " ")).wasRefused(RefusalCode.COMMENT_REQUIRED);
        assertThat(one.approvals.desk().close(id, Reviewer.named("bob"), "mine"))
                .wasRefused(RefusalCode.SELF_APPROVAL);
        assertThat(one.approvals.desk().close(id, CAROL, "The table is gone.")).counted();
        assertThat(one.approvals.desk().close(id, CAROL, "The table is gone.")).counted();
        assertThat(one.audit.events(AuditEventType.REVIEW_RECORDED))
                .singleElement()
                .satisfies(event -> assertThat(event.fact("comment")).isEqualTo("The table is gone."));
        assertThat(one.runs).as("it is not run again").containsExactly("drop first");
    }

    private void block() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDenialIsRememberedOnTheOtherNodeAndCountsThere() {
        CompletableFuture<Object> first = one.calling(Node.DROP, "orders");
        one.deny(one.reviewer.awaitRequest().id());
        first.join();

        assertThat((Outcome) two.calling(Node.DROP, "orders").join()).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        assertThat(two.reviewer.seen()).isEmpty();

        CompletableFuture<Object> second = two.calling(Node.DROP, "customers");
        two.deny(two.reviewer.awaitRequest().id());
        second.join();
        two.audit.await(AuditEventType.TOOL_LOCKED);
        assertThat((Outcome) one.calling(Node.DROP, "invoices").join()).wasRefused(RefusalCode.TOOL_LOCKED);
    }

    @Test
    void whatWaitsIsCountedOverAllNodes() {
        one.calling(Node.DROP, "a");
        two.calling(Node.DROP, "b");
        one.reviewer.awaitRequest();
        two.reviewer.awaitRequest();
        one.calling(Node.DROP, "c");
        one.reviewer.awaitRequests(2);

        assertThat((Outcome) two.calling(Node.DROP, "d").join()).wasRefused(RefusalCode.TOO_MANY_PENDING);
    }

    @Test
    void aCallerThatJoinedARequestOfAProcessThatDiesAsksForItself() {
        one.calling(Node.DROP, "orders");
        one.reviewer.awaitRequest();
        CompletableFuture<Object> joined = two.calling(Node.DROP, "orders");
        two.audit.await(AuditEventType.ACTION_JOINED);

        one.kill();
        cluster.until("the other to ask", () -> !two.reviewer.seen().isEmpty());
        two.approve(two.reviewer.awaitRequest().id());

        assertThat((Outcome) joined.join()).returned("drop done by two");
        assertThat(one.runs).isEmpty();
    }

    @Test
    void aReviewIsOwedOnEveryNodeAndNotWhereTheDecisionNeverCounted() {
        Node dying = cluster.start("dying", builder -> builder.policy(WIDE).directory(Security.PEOPLE));
        Node living = cluster.start("living", builder -> builder.policy(WIDE).directory(Security.PEOPLE));
        dying.with(Node.MAIL);
        living.with(Node.MAIL);
        List<String> ids = IntStream.rangeClosed(1, 2)
                .mapToObj(i -> living.submitAnother(Node.MAIL, "customer-" + i, i))
                .toList();
        // The note is written, and the decision is not.
        dying.store.killAfter(1);

        assertThat(dying.approvals
                        .desk()
                        .decide(living.request(ids.get(0)).breakGlass(CAROL, "down"))
                        .counted())
                .isFalse();
        assertThat(living.approvals.desk().owedReviews()).isEmpty();
        assertThat(living.request(ids.get(0)).progress().status()).isEqualTo(RequestStatus.PENDING);
        assertThat(living.approvals.desk().decide(living.request(ids.get(1)).breakGlass(CAROL, "down")))
                .counted();
        assertThat(one.approvals.desk().owedReviews())
                .singleElement()
                .satisfies(owed -> assertThat(owed.requestId()).isEqualTo(ids.get(1)));
    }

    @Test
    void denialsAreCountedAnewAfterTheStoreForgotThem() {
        deny("orders");
        cluster.pass(minutes(6));
        cluster.until(
                "the denials to be past",
                () -> cluster.rows
                        .list(ApprovalStore.Filter.of(StoredRow.Kind.DENIALS, RequestStatus.PENDING), "", 1)
                        .isEmpty());
        assertThat(one.store.forget(one.store.now().plusSeconds(1), 100)).isPositive();

        deny("invoices");

        CompletableFuture<Object> next = one.calling(Node.DROP, "customers");
        assertThat(one.approve(one.reviewer.awaitRequests(3).get(2).id())).counted();
        assertThat((Outcome) next.join()).returned("drop done by one");
    }

    private void deny(String table) {
        int before = one.reviewer.seen().size();
        CompletableFuture<Object> caller = one.calling(Node.DROP, table);
        ApprovalRequest request = one.reviewer.awaitRequests(before + 1).get(before);
        assertThat(one.approvals.desk().decide(request.deny(Node.ALICE, ""))).counted();
        assertThat((Outcome) caller.join()).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
    }
}
