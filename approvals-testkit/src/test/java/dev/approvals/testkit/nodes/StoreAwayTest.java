package dev.approvals.testkit.nodes;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.Approvals;
import dev.approvals.core.approver.DeskApprover;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database is away: nothing runs, everybody is told, and the gate goes on once it is back. */
class StoreAwayTest {

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void atTheStartTheGateIsNotBuilt() {
        NodeStore store = cluster.store();
        store.away(true);

        assertThatThrownBy(() -> Approvals.builder()
                        .approver(new DeskApprover())
                        .clock(cluster.clock)
                        .keys(cluster.keys)
                        .store(store)
                        .build())
                .hasMessageContaining(NodeStore.GONE);
    }

    @Test
    void aCallIsRefusedAtOnceAndTheNextOneIsAskedOnceItIsBack() {
        Node one = cluster.start("one").with(Node.DROP);

        one.store.away(true);
        Object refused = one.calling(Node.DROP, "orders").join();
        one.store.away(false);

        assertThat((Outcome) refused).wasRefused(RefusalCode.STORE_FAILED);
        CompletableFuture<Object> next = one.calling(Node.DROP, "orders");
        one.approve(one.reviewer.awaitRequest().id());
        assertThat((Outcome) next.join()).returned("drop done by one");
    }

    @Test
    void aCallerThatWaitsIsRefusedAndItsRequestIsCalledOffOnceItIsBack() {
        Node one = cluster.start("one").with(Node.DROP);
        Node two = cluster.start("two");
        CompletableFuture<Object> caller = one.calling(Node.DROP, "orders");
        String id = one.reviewer.awaitRequest().id();

        one.store.away(true);
        // No time goes on: the other node would take the call over.
        cluster.await("the caller to look", caller::isDone);
        one.store.away(false);

        assertThat((Outcome) caller.join()).wasRefused(RefusalCode.STORE_FAILED);
        assertThat(cluster.end(two, id).progress().outcome().orElseThrow()).wasRefused(RefusalCode.STORE_FAILED);
        assertThat(one.runs).isEmpty();
    }

    @Test
    void aVoteDoesNotCountAndIsToldSo() {
        Node one = cluster.start("one").with(Node.MAIL);
        String id = one.submit(Node.MAIL, "customer");
        ApprovalRequest request = one.request(id);

        one.store.away(true);
        Receipt receipt = one.approvals.desk().decide(request.approve(Node.ALICE, ""));
        one.store.away(false);
        cluster.pass(Duration.ofSeconds(3));

        assertThat(receipt).wasRefused(RefusalCode.STORE_FAILED);
        assertThat(one.runs).isEmpty();
        assertThat(one.approve(id)).counted();
        assertThat(cluster.end(one, id).progress().outcome().orElseThrow()).returned("mail done by one");
    }

    @Test
    void atTheClaimNothingRunsAndTheCallIsRunOnceItIsBack() {
        Node one = cluster.start("one").with(Node.MAIL);
        Node two = cluster.start("two");
        String id = one.submit(Node.MAIL, "customer");

        one.store.away(true);
        two.approve(id);
        cluster.pass(Duration.ofSeconds(5));
        assertThat(one.runs).isEmpty();
        one.store.away(false);

        assertThat(cluster.end(two, id).progress().outcome().orElseThrow()).returned("mail done by one");
        assertThat(one.runs).containsExactly("mail customer");
    }

    @Test
    void noCallerEverSeesAnythingButAnAnswer() {
        Node one = cluster.start("one").with(Node.MAIL);
        one.store.away(true);

        Object answer = one.calling(Node.MAIL, "customer").join();

        assertThat(answer).isInstanceOfAny(Outcome.class, ApprovalException.class);
    }
}
