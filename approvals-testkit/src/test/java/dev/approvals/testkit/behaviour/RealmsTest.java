package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.ReviewDesk;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.TestReviewer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two gates of different realms on one store: the desk of one knows nothing of the other's. */
class RealmsTest {

    private static final Policy ASKS = Policy.always(Verdict.ask(
            ReviewPlan.of(1, "dba").permitBreakGlass("security").permitGrants(Scope.EQUAL), "dba", "it matters"));

    private final InMemoryApprovalStore store = new InMemoryApprovalStore(ManualTimekeeper.create());
    private final TestReviewer here = TestReviewer.later("alice");
    private final House staging = house("staging", here);
    private final House production = house("production", TestReviewer.later("alice"));

    private House house(String realm, TestReviewer alice) {
        return House.of(
                builder -> builder.store(store).realm(realm).policy(ASKS).approver(alice));
    }

    @AfterEach
    void close() {
        staging.close();
        production.close();
    }

    private static ApprovalRequest open(House house) {
        house.calling(() -> house.tools.count(List.of("orders")));
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        return house.pending();
    }

    @Test
    void row46ADeskListsFindsAndDecidesNothingOfAnotherRealm() {
        ApprovalRequest request = open(staging);
        ReviewDesk desk = production.desk();
        String id = request.id();

        assertThat(staging.desk().find(id)).isPresent();
        assertThat(desk.find(id)).isEmpty();
        assertThat(desk.pending()).isEmpty();
        assertThat(desk.list(RequestStatus.PENDING, "", 10)).isEmpty();
        assertThat(desk.newest(RequestStatus.PENDING, "", 10)).isEmpty();
        assertThat(desk.history(id)).isEmpty();
        for (Decision decision : List.of(
                request.approve(House.ALICE, ""),
                request.deny(House.ALICE, ""),
                request.breakGlass(House.CAROL, "an emergency"))) {
            assertThat(desk.decide(decision)).wasRefused(RefusalCode.UNKNOWN_REQUEST);
            assertThat(desk.check(decision)).wasRefused(RefusalCode.UNKNOWN_REQUEST);
        }
        assertThat(desk.shown(id, 0, House.ALICE, Delivery.whole("card"))).wasRefused(RefusalCode.UNKNOWN_REQUEST);
        assertThat(desk.withdraw(id, House.ALICE, "no")).wasRefused(RefusalCode.UNKNOWN_REQUEST);
        assertThat(desk.close(id, House.ALICE, "no")).wasRefused(RefusalCode.UNKNOWN_REQUEST);
        assertThat(staging.desk().find(id).orElseThrow().progress()).isEqualTo(request.progress());
        assertThat(production.desk().owedReviews()).isEmpty();
    }

    @Test
    void row46APageIsFullHoweverManyOfAnotherRealmStandBetween() {
        ApprovalRequest theirs = open(staging);
        ApprovalRequest own = open(production);

        assertThat(production.desk().list(RequestStatus.PENDING, "", 1))
                .extracting(ApprovalRequest::id)
                .containsExactly(own.id());
        assertThat(staging.desk().newest(RequestStatus.PENDING, "", 1))
                .extracting(ApprovalRequest::id)
                .containsExactly(theirs.id());
    }

    @Test
    void row46GrantsOfAnotherRealmAreNeitherListedNorEnded() {
        ApprovalRequest request = open(staging);
        assertThat(staging.desk().decide(request.approve(House.ALICE, "").covering(Scope.EQUAL)))
                .counted();
        String grant = staging.desk().grants().get(0).id();

        assertThat(production.desk().grants()).isEmpty();
        assertThat(production.desk().revoke(grant, House.ALICE, "no")).wasRefused(RefusalCode.UNKNOWN_REQUEST);
        assertThat(staging.desk().grants()).hasSize(1);
    }

    @Test
    void row46ReviewsThatAreOwedInAnotherRealmAreNeitherListedNorDone() {
        ApprovalRequest request = open(staging);
        assertThat(staging.desk().decide(request.breakGlass(House.CAROL, "an emergency")))
                .counted();

        assertThat(staging.desk().owedReviews()).hasSize(1);
        assertThat(production.desk().owedReviews()).isEmpty();
        assertThat(production.desk().review(request.id(), House.ALICE, "fine")).wasRefused(RefusalCode.UNKNOWN_REQUEST);
        assertThat(staging.desk().owedReviews()).hasSize(1);
    }
}
