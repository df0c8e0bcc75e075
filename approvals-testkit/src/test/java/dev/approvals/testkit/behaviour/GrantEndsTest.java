package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.policy.LivePolicy;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Verdict;
import dev.approvals.review.Grant;
import dev.approvals.review.Person;
import dev.approvals.testkit.TestReviewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a grant ends: by time, by a person, by rules and people that changed. */
class GrantEndsTest {

    private static final Scope FIVE = Scope.EQUAL.uses(5);
    private static final Verdict WIDE =
            Verdict.ask(ReviewPlan.ofTool().permitGrants(Scope.EQUAL.differing("tables")), "wide", "any tables");

    private static TestReviewer alice(Scope scope) {
        return TestReviewer.approving("alice").covering(scope);
    }

    private static int count(House house, String table) {
        return house.tools.count(List.of(table));
    }

    private static Grant only(House house) {
        List<Grant> grants = house.desk().grants();
        assertThat(grants).hasSize(1);
        return grants.get(0);
    }

    @Test
    void row24AGrantEndsWhenItsTimeIsOverOrNobodyNeedsIt() {
        TestReviewer alice = alice(Scope.lasting(Duration.ofMinutes(20)).idle(Duration.ofMinutes(5)));
        try (House house = House.reviewedBy(alice)) {
            count(house, "orders");
            for (int i = 0; i < 4; i++) {
                house.clock.advance(Duration.ofMinutes(4));
                count(house, "orders");
            }
            assertThat(alice.seen()).hasSize(1);
            house.clock.advance(Duration.ofMinutes(4));
            house.awaitEvents(AuditEventType.GRANT_EXPIRED, 1);
            count(house, "orders");
            assertThat(alice.seen()).as("after its time").hasSize(2);

            house.clock.advance(Duration.ofMinutes(5));
            house.awaitEvents(AuditEventType.GRANT_EXPIRED, 2);
            count(house, "orders");
            assertThat(alice.seen()).as("after it was idle").hasSize(3);
        }
    }

    @Test
    void whoCouldHaveGivenAGrantEndsItAndNothingRunsByItAfterwards() {
        TestReviewer alice = alice(FIVE);
        try (House house = House.reviewedBy(alice)) {
            count(house, "orders");
            String grant = only(house).id();

            assertThat(house.desk().revoke(grant, House.CAROL, "")).wasRefused(RefusalCode.NOT_ELIGIBLE);
            assertThat(house.desk().revoke(grant, House.BOB, "")).wasRefused(RefusalCode.SELF_APPROVAL);
            assertThat(house.desk().revoke("nothing", House.DORA, "")).wasRefused(RefusalCode.UNKNOWN_REQUEST);
            assertThat(house.desk().revoke(grant, House.DORA, "too much")).counted();
            assertThat(house.desk().revoke(grant, House.DORA, "again")).wasRefused(RefusalCode.ALREADY_DECIDED);

            count(house, "orders");
            assertThat(alice.seen()).hasSize(2);
            assertThat(house.audit.events(AuditEventType.GRANT_REVOKED)).hasSize(1);
        }
    }

    @Test
    void rulesThatBecameStricterEndAGrant() {
        LivePolicy live = new LivePolicy(Policy.always(WIDE));
        TestReviewer alice = alice(FIVE);
        try (House house = House.of(builder -> builder.approver(alice).policy(live))) {
            count(house, "orders");
            live.replace(
                    Policy.always(Verdict.ask(ReviewPlan.of(1, "dba").withoutGrants(), "strict", "each by itself")));

            House.Caller<Integer> caller = house.calling(() -> count(house, "orders"));
            house.awaitEvents(AuditEventType.GRANT_REVOKED, 1);

            assertThat(house.audit.events(AuditEventType.GRANT_REVOKED).get(0).fact("code"))
                    .isEqualTo("INVALIDATED");
            assertThat(caller.end()).isInstanceOf(ApprovalException.Refused.class);
            assertThat(alice.seen()).hasSize(2);
        }
    }

    @Test
    void row12AGrantByOneWhoLeftTheGroupCoversNothing() {
        AtomicReference<Boolean> left = new AtomicReference<>(false);
        TestReviewer alice = TestReviewer.later("alice").covering(FIVE);
        try (House house = House.of(builder -> builder.approver(alice)
                .directory(account -> left.get() && account.equals(House.ALICE.account())
                        ? Optional.of(new Person("alice", Set.of()))
                        : House.PEOPLE.resolve(account)))) {
            House.Caller<Integer> first = house.calling(() -> count(house, "orders"));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
            alice.approve();
            first.result();
            left.set(true);

            house.calling(() -> count(house, "orders"));

            assertThat(alice.awaitRequests(2)).hasSize(2);
            house.awaitEvents(AuditEventType.GRANT_REVOKED, 1);
        }
    }

    @Test
    void withdrawingAnApprovalBeforeItIsUsedEndsItsGrantToo() {
        TestReviewer alice = TestReviewer.later("alice").covering(FIVE);
        AtomicReference<CountDownLatch> held = new AtomicReference<>(new CountDownLatch(0));
        try (House house = House.of(builder -> builder.approver(alice).directory(account -> {
            if (Thread.currentThread().getName().equals("caller")) {
                awaitOpen(held.get());
            }
            return House.PEOPLE.resolve(account);
        }))) {
            House.Caller<Integer> caller = house.calling(() -> count(house, "orders"));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
            CountDownLatch beforeTheClaim = new CountDownLatch(1);
            held.set(beforeTheClaim);
            alice.approve();
            String grant = only(house).id();

            assertThat(house.desk().withdraw(alice.onlyRequest().id(), House.DORA, "no"))
                    .counted();
            beforeTheClaim.countDown();

            assertThat(caller.failure()).hasMessageContaining("withdrawn");
            assertThat(house.desk().grants()).isEmpty();
            assertThat(house.audit.types(grant))
                    .containsExactly(AuditEventType.GRANT_ISSUED, AuditEventType.GRANT_REVOKED);
        }
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
