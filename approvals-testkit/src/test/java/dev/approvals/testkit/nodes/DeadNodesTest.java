package dev.approvals.testkit.nodes;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.TestReviewer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row 22: a process dies, and another one, or the next one on the same store, looks after what it left behind. */
class DeadNodesTest {

    private final CountDownLatch never = new CountDownLatch(1);
    private Cluster cluster = Cluster.shared();

    @AfterEach
    void close() {
        never.countDown();
        cluster.close();
    }

    /** The node that is there after another one died: the next on a store for one process, or one that was there. */
    private Node other(boolean shared, Node dead) {
        if (shared) {
            return cluster.start("survivor").with(Node.MAIL, Node.SYNC, Node.DROP);
        }
        dead.kill();
        return cluster.start("restarted").with(Node.MAIL, Node.SYNC, Node.DROP);
    }

    private Node first(boolean shared) {
        cluster = shared ? Cluster.shared() : Cluster.ofOne();
        return cluster.start("first").with(Node.MAIL, Node.SYNC, Node.DROP);
    }

    private void untilDead(boolean shared, Node dead) {
        dead.kill();
        if (shared) {
            cluster.untilInherited();
        }
    }

    private void block() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallWhoseCallerDiedIsCancelled(boolean shared) {
        Node first = first(shared);
        first.calling(Node.DROP, "orders");
        String id = first.reviewer.awaitRequest().id();

        Node other = other(shared, first);
        untilDead(shared, first);

        Outcome outcome = cluster.end(other, id).progress().outcome().orElseThrow();
        assertThat(outcome).wasRefused(RefusalCode.CANCELLED).because("is gone");
        assertThat(first.runs).isEmpty();
        assertThat(other.runs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatWasHandedOverGoesOnIsRunOnceAndHandedBack(boolean shared) {
        Node first = first(shared);
        String id = first.submit(Node.MAIL, "customer");

        Node other = other(shared, first);
        untilDead(shared, first);
        assertThat(other.approve(id)).counted();
        cluster.end(other, id);

        assertThat(other.runs).containsExactly("mail customer");
        assertThat(first.runs).isEmpty();
        cluster.handedBack(id);
        assertThat(other.handedBack.get(0)).returned("mail done by " + other.name);
        cluster.pass(Duration.ofSeconds(5));
        assertThat(other.handedBack).as("once it was taken").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatWasRunningEndsUnknownAndIsNeverRunAgain(boolean shared) {
        Node first = first(shared);
        first.inTool = this::block;
        String id = first.submit(Node.MAIL, "customer");
        first.approve(id);
        cluster.await("the tool to be started", () -> !first.runs.isEmpty());

        Node other = other(shared, first);
        untilDead(shared, first);

        assertThat(cluster.end(other, id).progress().outcome().orElseThrow()).isUnknown();
        cluster.handedBack(id);
        assertThat(other.audit.events(AuditEventType.ACTION_OUTCOME_UNKNOWN)).hasSize(1);
        assertThat(other.handedBack.get(0)).isUnknown();
        assertThat(other.runs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aToolThatMayBeRunTwiceIsRunAgainUnderTheSameExecutionId(boolean shared) {
        Node first = first(shared);
        first.inTool = this::block;
        String id = first.submit(Node.SYNC, "disks");
        first.approve(id);
        cluster.await("the tool to be started", () -> !first.runs.isEmpty());

        Node other = other(shared, first);
        untilDead(shared, first);

        assertThat(cluster.end(other, id).progress().outcome().orElseThrow()).returned("sync done by " + other.name);
        assertThat(other.executions).isEqualTo(first.executions);
        assertThat(other.audit.events(AuditEventType.ACTION_STARTED))
                .singleElement()
                .satisfies(event -> assertThat(event.facts()).containsEntry("again", "true"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOutcomeThatNobodyTookIsHandedBackByTheNext(boolean shared) {
        Node first = first(shared);
        String id = first.submit(Node.MAIL, "customer");
        // The end is stored yet, and not that the host took it.
        first.inTool = () -> first.store.killAfter(1);
        first.approve(id);
        cluster.await("the end to be stored", () -> cluster.status(id) == RequestStatus.ENDED && first.store.killed());

        Node other = other(shared, first);
        untilDead(shared, first);

        cluster.handedBack(id);
        assertThat(other.handedBack.get(0)).returned("mail done by first");
        assertThat(other.runs).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestThatNobodyWasShownIsShownAgain(boolean shared) {
        cluster = shared ? Cluster.shared() : Cluster.ofOne();
        TestReviewer hanging = TestReviewer.answering(request -> {
            block();
            return Delivery.whole("too late");
        });
        Node first = cluster.start("first", hanging, builder -> {}).with(Node.MAIL);
        first.tool(Node.MAIL).submit(Map.of("to", "customer"));
        first.audit.await(AuditEventType.APPROVAL_DETACHED);
        first.reviewer.awaitRequest();

        Node other = other(shared, first);
        untilDead(shared, first);

        cluster.until("the request to be shown", () -> !other.reviewer.seen().isEmpty());
        String id = other.reviewer.seen().get(0).id();
        cluster.await(
                "the delivery",
                () -> !other.audit.events(AuditEventType.APPROVAL_NOTIFIED).isEmpty());
        assertThat(other.reviewer.approve()).counted();
        assertThat(cluster.end(other, id).progress().status()).isEqualTo(RequestStatus.ENDED);
        assertThat(other.runs).containsExactly("mail customer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRequestThatSomebodyWasShownIsNotShownAgainAndItsApproverHearsOfTheEnd(boolean shared) {
        Node first = first(shared);
        String id = first.submit(Node.MAIL, "customer");

        Node other = other(shared, first);
        untilDead(shared, first);
        other.deny(id);

        cluster.until("the card to be told", () -> !other.reviewer.ended().isEmpty());
        assertThat(other.reviewer.seen()).isEmpty();
    }

    @Test
    void row33AVoteOnARequestFromBeforeABackupEndsIt() {
        Node first = first(true);
        String id = first.submit(Node.MAIL, "customer");
        cluster.epoch.incrementAndGet();

        assertThat(first.approve(id)).wasRefused(RefusalCode.ALREADY_DECIDED);

        assertThat(cluster.end(first, id).progress().outcome().orElseThrow()).wasRefused(RefusalCode.INVALIDATED);
        assertThat(first.runs).isEmpty();
        assertThat(List.copyOf(first.audit.events(AuditEventType.APPROVAL_INVALIDATED)))
                .hasSize(1);
    }

    @Test
    void row33AnApprovalFromBeforeABackupIsNotRun() {
        Node first = first(true);
        String id = first.submit(Node.MAIL, "customer");
        first.kill();
        Node desk = cluster.start("desk");
        desk.approve(id);
        cluster.epoch.incrementAndGet();

        Node worker = cluster.start("worker").with(Node.MAIL);

        assertThat(cluster.end(worker, id).progress().outcome().orElseThrow()).wasRefused(RefusalCode.INVALIDATED);
        assertThat(worker.runs).isEmpty();
    }

    @Test
    void row33ACallThatWasRunningBeforeABackupIsNotRunAgain() {
        Node first = first(true);
        first.inTool = this::block;
        String id = first.submit(Node.SYNC, "disks");
        first.approve(id);
        cluster.await("the tool to be started", () -> !first.runs.isEmpty());
        first.kill();
        cluster.epoch.incrementAndGet();

        Node worker = cluster.start("worker").with(Node.SYNC);

        assertThat(cluster.end(worker, id).progress().outcome().orElseThrow()).isUnknown();
        assertThat(worker.runs).isEmpty();
    }
}
