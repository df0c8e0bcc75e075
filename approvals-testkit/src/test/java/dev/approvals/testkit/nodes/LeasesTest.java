package dev.approvals.testkit.nodes;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.core.seal.StoreKeys;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process counts as living for as long as it renews its lease. */
class LeasesTest {

    private final Cluster cluster = Cluster.shared();

    @AfterEach
    void close() {
        cluster.close();
    }

    private List<StoredRow> leases() {
        return cluster.rows.list(ApprovalStore.Filter.of(StoredRow.Kind.NODE, RequestStatus.PENDING), "", 100);
    }

    @Test
    void aNodeThatRenewsItsLeaseKeepsItsCalls() {
        Node one = cluster.start("one").with(Node.DROP);
        Node two = cluster.start("two");
        CompletableFuture<Object> caller = one.calling(Node.DROP, "orders");
        String id = one.reviewer.awaitRequest().id();

        cluster.pass(Cluster.LEASE.multipliedBy(4));
        two.approve(id);

        assertThat((Outcome) caller.join()).returned("drop done by one");
    }

    @Test
    void row23AClockThatIsSetForwardMakesNobodyDead() {
        Node one = cluster.start("one").with(Node.DROP);
        Node two = cluster.start("two");
        CompletableFuture<Object> caller = one.calling(Node.DROP, "orders");
        String id = one.reviewer.awaitRequest().id();
        cluster.pass(Duration.ofSeconds(2));

        cluster.clock.advance(Cluster.LEASE.multipliedBy(10));
        cluster.pass(Cluster.LEASE);
        two.approve(id);

        assertThat((Outcome) caller.join()).returned("drop done by one");
    }

    @Test
    void aNodeThatWasTakenForDeadComesBackUnderAnotherNameAndGoesOn() {
        Node one = cluster.start("one").with(Node.DROP);
        Node two = cluster.start("two");
        CompletableFuture<Object> caller = one.calling(Node.DROP, "orders");
        String id = one.reviewer.awaitRequest().id();
        String before = leases().get(0).id();

        one.store.away(true);
        cluster.end(two, id);
        one.store.away(false);
        // The lease that was taken over is listed until all that it held has been looked after.
        cluster.until(
                "two leases, none of them the old one",
                () -> leases().size() == 2
                        && leases().stream().map(StoredRow::id).noneMatch(before::equals));

        assertThat((Outcome) caller.join()).isInstanceOf(Outcome.Refused.class);
        assertThat(two.request(id).progress().outcome().orElseThrow()).wasRefused(RefusalCode.CANCELLED);
        CompletableFuture<Object> again = one.calling(Node.DROP, "orders");
        two.approve(one.reviewer.awaitRequests(2).get(1).id());
        assertThat((Outcome) again.join()).returned("drop done by one");
        assertThat(one.runs).containsExactly("drop orders");
    }

    @Test
    void aGateThatIsClosedGivesItsLeaseBackOnceItsToolsHaveEnded() throws Exception {
        Node one = cluster.start("one").with(Node.DROP);
        CountDownLatch end = new CountDownLatch(1);
        one.inTool = () -> awaitEnd(end);
        CompletableFuture<Object> caller = one.calling(Node.DROP, "orders");
        one.approve(one.reviewer.awaitRequest().id());
        cluster.await("the tool to run", () -> !one.runs.isEmpty());

        one.close();
        one.close();
        assertThat(leases()).as("while the tool runs").hasSize(1);
        end.countDown();

        assertThat((Outcome) caller.join()).returned("drop done by one");
        cluster.await("the lease to be given back", () -> leases().isEmpty());
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void row46AProcessOfAnotherRealmOrWithOtherKeysDoesNotStartAndHarmsNothing() {
        Node one = cluster.start("one").with(Node.DROP);
        CompletableFuture<Object> caller = one.calling(Node.DROP, "orders");
        String id = one.reviewer.awaitRequest().id();

        assertThatThrownBy(() -> cluster.start("staging", builder -> builder.realm("staging")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not for these keys or this realm")
                .hasMessageContaining("or a store of its own");
        assertThatThrownBy(() -> cluster.start("stranger", builder -> builder.keys(StoreKeys.random())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not for these keys or this realm");

        one.approve(id);
        assertThat((Outcome) caller.join()).returned("drop done by one");
    }

    @Test
    void keysMayBeChangedAndAnOldOneGivenUpOnceNothingIsLeftOfIt() {
        StoreKeys older = StoreKeys.of("k1", secret(1));
        StoreKeys newer = StoreKeys.of("k2", secret(2));
        cluster.start("before", builder -> builder.keys(older)).close();

        cluster.start("while", builder -> builder.keys(newer.andOlder("k1", secret(1))))
                .close();
        Node after = cluster.start("after", builder -> builder.keys(newer)).with(Node.DROP);

        CompletableFuture<Object> caller = after.calling(Node.DROP, "orders");
        after.approve(after.reviewer.awaitRequest().id());
        assertThat((Outcome) caller.join()).returned("drop done by after");
    }

    private static byte[] secret(int number) {
        byte[] secret = new byte[32];
        secret[0] = (byte) number;
        return secret;
    }
}
