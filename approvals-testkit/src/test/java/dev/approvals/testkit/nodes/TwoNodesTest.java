package dev.approvals.testkit.nodes;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.review.RequestStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes on one store: what happens on one reaches the other, and happens once. */
class TwoNodesTest {

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void aDecisionOnOneNodeReachesTheCallerOnTheOther() {
        Node agents = cluster.start("agents").with(Node.DROP);
        Node reviewers = cluster.start("reviewers");
        CompletableFuture<Object> caller = agents.calling(Node.DROP, "orders");
        String id = agents.reviewer.awaitRequest().id();

        assertThat(reviewers.approve(id)).counted();

        assertThat((Outcome) caller.join()).returned("drop done by agents");
        assertThat(agents.runs).containsExactly("drop orders");
    }

    @Test
    void aLostHintIsMadeUpForWithinASecond() {
        Node agents = cluster.start("agents").with(Node.DROP);
        Node reviewers = cluster.start("reviewers");
        agents.store.deaf(true);
        CompletableFuture<Object> caller = agents.calling(Node.DROP, "orders");
        String id = agents.reviewer.awaitRequest().id();

        reviewers.deny(id);
        cluster.pass(Duration.ofSeconds(2));
        cluster.until("the caller to be told", caller::isDone);

        assertThat((Outcome) caller.join()).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
    }

    @Test
    void theApproverThatShowedARequestHearsOfItsEndOnAnotherNode() {
        Node agents = cluster.start("agents").with(Node.DROP);
        Node reviewers = cluster.start("reviewers");
        agents.calling(Node.DROP, "orders");
        String id = agents.reviewer.awaitRequest().id();

        reviewers.deny(id);
        cluster.until("the card to be told", () -> !agents.reviewer.ended().isEmpty());

        assertThat(agents.reviewer.ended()).extracting(request -> request.id()).containsExactly(id);
        assertThat(reviewers.reviewer.ended()).isEmpty();
    }

    @Test
    void anApprovedCallRunsOnTheNodeThatHasItsTool() {
        Node agents = cluster.start("agents").with(Node.MAIL);
        Node desk = cluster.start("desk");
        String id = agents.submit(Node.MAIL, "customer");

        desk.approve(id);
        cluster.end(desk, id);

        assertThat(agents.runs).containsExactly("mail customer");
        cluster.handedBack(id);
        assertThat(agents.handedBack)
                .singleElement()
                .satisfies(o -> assertThat(o).returned("mail done by agents"));
        assertThat(desk.handedBack).as("it is the other's to hand back").isEmpty();
    }

    @Test
    void timersFireOnceOnWhicheverNodeIsFirst() {
        ReviewPlan plan = ReviewPlan.of(1)
                .then(1)
                .decideWithin(Duration.ofMinutes(10))
                .escalateAfter(Duration.ofMinutes(4))
                .remindEvery(Duration.ofMinutes(1));
        Node one = cluster.start("one", b -> b.policy(call -> Verdict.ask(plan, "rule", "always")))
                .with(Node.MAIL);
        Node two = cluster.start("two", b -> b.policy(call -> Verdict.ask(plan, "rule", "always")));
        String id = one.submit(Node.MAIL, "customer");

        cluster.end(one, id);
        // What is stored is told a moment later, and in the same order.
        cluster.await("the end to be told", () -> events(one, two, AuditEventType.APPROVAL_EXPIRED) > 0);

        assertThat(events(one, two, AuditEventType.APPROVAL_EXPIRED)).isEqualTo(1);
        assertThat(events(one, two, AuditEventType.APPROVAL_ESCALATED)).isEqualTo(1);
        assertThat(events(one, two, AuditEventType.APPROVAL_REMINDED))
                .as("three in each of two rounds")
                .isEqualTo(6);
        assertThat(one.runs).isEmpty();
    }

    private static long events(Node one, Node two, AuditEventType type) {
        return Stream.of(one, two)
                .mapToLong(node -> node.audit.events(type).size())
                .sum();
    }

    @Test
    void callsThatNobodyCanRunDoNotHoldUpOthers() {
        Node agents = cluster.start("agents", b -> b.pendingAtMost(1_000)).with(Node.MAIL, Node.SYNC);
        for (int i = 0; i < 250; i++) {
            agents.tool(Node.MAIL).submit(Map.of("to", "customer " + i));
        }
        agents.reviewer.awaitRequests(250);
        cluster.await(
                "250 to be handed over",
                () -> agents.audit.events(AuditEventType.APPROVAL_DETACHED).size() == 250);
        Node worker = cluster.start("worker").with(Node.SYNC);
        String last = agents.submitAnother(Node.SYNC, "disks", 251);
        agents.kill();

        worker.approvals.desk().pending().forEach(request -> worker.approve(request.id()));
        cluster.end(worker, last);

        assertThat(worker.runs).containsExactly("sync disks");
        assertThat(worker.approvals.desk().list(RequestStatus.APPROVED, "", 1_000))
                .hasSize(250);
    }

    @Test
    void aCallerThatJoinedAndLeavesLeavesTheCallToItsOwn() {
        Node one = cluster.start("one").with(Node.DROP);
        Node two = cluster.start("two").with(Node.DROP);
        CompletableFuture<Object> first = one.calling(Node.DROP, "orders");
        String id = one.reviewer.awaitRequest().id();
        two.calling(Node.DROP, "orders");
        two.audit.await(AuditEventType.ACTION_JOINED);

        two.close();
        one.approve(id);

        assertThat((Outcome) first.join()).returned("drop done by one");
    }
}
