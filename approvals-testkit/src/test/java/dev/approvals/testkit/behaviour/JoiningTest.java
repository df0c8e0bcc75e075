package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Policy;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Verdict;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.testkit.TestReviewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Equal calls of one requester: one that waits is joined, and one that was denied answers for the next. */
class JoiningTest {

    private static final Requester SOMEBODYS_AGENT =
            Requester.agent("db-copilot").actingFor(Principal.local("carol")).in("chat-7");

    private final TestReviewer alice = TestReviewer.later("alice");
    private final House house = House.reviewedBy(alice);

    @AfterEach
    void close() {
        house.close();
    }

    private House.Caller<Integer> counting(Tools tools) {
        return house.calling(() -> tools.count(List.of("orders")));
    }

    private List<House.Caller<Integer>> counting(int callers) {
        return IntStream.range(0, callers).mapToObj(i -> counting(house.tools)).toList();
    }

    @Test
    void equalCallsAreOneRequestOneDecisionAndOneRunAndEachCallerGetsItsOutcome() {
        List<House.Caller<Integer>> callers = counting(8);
        house.awaitEvents(AuditEventType.ACTION_JOINED, 7);
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        alice.approve();

        assertThat(callers).allSatisfy(caller -> assertThat(caller.result()).isEqualTo(1));
        assertThat(house.workshop.runs).hasSize(1);
        String request = alice.onlyRequest().id();
        assertThat(house.audit.events(AuditEventType.ACTION_JOINED))
                .allSatisfy(event -> assertThat(event.fact("request")).isEqualTo(request));
    }

    @Test
    void eachJoinedCallerIsToldOfTheDenial() {
        List<House.Caller<Integer>> callers = counting(3);
        house.awaitEvents(AuditEventType.ACTION_JOINED, 2);

        alice.deny();

        assertThat(callers)
                .allSatisfy(caller -> assertThat(caller.failure())
                        .isInstanceOfSatisfying(
                                ApprovalException.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DENIED_BY_REVIEWER)));
    }

    @Test
    void row40EqualCallsOfTwoRequestersAreTwoRequests() {
        House.Caller<Integer> mine = counting(house.tools);
        House.Caller<Integer> theirs = counting(house.wrap(SOMEBODYS_AGENT));

        assertThat(alice.awaitRequests(2)).extracting(ApprovalRequest::id).doesNotHaveDuplicates();
        house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);
        alice.approve();
        alice.approve();

        assertThat(List.of(mine.result(), theirs.result())).containsExactly(1, 1);
        assertThat(house.workshop.runs).hasSize(2);
        assertThat(house.audit.events(AuditEventType.ACTION_JOINED)).isEmpty();
    }

    @Test
    void equalCallsInTwoConversationsAreTwoRequests() {
        counting(house.tools);
        counting(house.wrap(House.BOBS_AGENT.in("chat-8")));

        assertThat(alice.awaitRequests(2)).extracting(ApprovalRequest::id).doesNotHaveDuplicates();
    }

    @Test
    void whoLeavesAJoinedRequestLeavesForItselfOnly() {
        House.Caller<Integer> first = counting(house.tools);
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        House.Caller<Integer> second = counting(house.tools);
        house.awaitEvents(AuditEventType.ACTION_JOINED, 1);

        first.interrupt();

        assertThat(first.failure()).hasMessageContaining("it was cancelled");
        alice.approve();
        assertThat(second.result()).isEqualTo(1);
    }

    @Test
    void theLastOneWhoLeavesCancels() {
        List<House.Caller<Integer>> callers = counting(2);
        house.awaitEvents(AuditEventType.ACTION_JOINED, 1);
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

        callers.forEach(House.Caller::interrupt);

        callers.forEach(House.Caller::failure);
        house.awaitEnd(alice.onlyRequest().id());
        assertThat(house.workshop.runs).isEmpty();
    }

    @Test
    void futuresAreJoinedToo() throws Exception {
        CompletableFuture<String> first = house.tools.dump("orders");
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        CompletableFuture<String> second = house.tools.dump("orders");
        house.awaitEvents(AuditEventType.ACTION_JOINED, 1);

        first.cancel(true);
        alice.approve();

        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("dumped orders");
        assertThat(house.workshop.runs).hasSize(1);
    }

    @Test
    void anEqualCallAfterTheEndIsANewOne() {
        House.Caller<Integer> first = counting(house.tools);
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        alice.approve();
        first.result();

        House.Caller<Integer> second = counting(house.tools);
        house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 2);
        alice.approve();

        assertThat(second.result()).isEqualTo(1);
        assertThat(house.workshop.runs).hasSize(2);
    }

    @Test
    void whatAPersonDeniedIsNotAskedAgainInItsConversation() {
        House.Caller<Integer> first = counting(house.tools);
        alice.deny();
        first.failure();

        assertThatRefused(() -> house.tools.count(List.of("orders")))
                .wasRefused(RefusalCode.DENIED_BY_REVIEWER)
                .hidesFromTheModel("alice");

        String denied = alice.onlyRequest().id();
        String second = house.audit.callIds().get(1);
        assertThat(house.audit)
                .callWithId(second)
                .wasNotAsked()
                .hasFact(AuditEventType.ACTION_FAILED, "remembered", denied);
    }

    @Test
    void whatWasDeniedIsAskedInAnotherConversationOrWithOtherArguments() {
        House.Caller<Integer> first = counting(house.tools);
        alice.deny();
        first.failure();

        counting(house.wrap(House.BOBS_AGENT.in("chat-8")));
        house.calling(() -> house.tools.count(List.of("orders", "customers")));

        assertThat(alice.awaitRequests(3)).hasSize(3);
    }

    @Test
    void nothingIsRememberedWhereTheHostNamesNoConversation() {
        Tools anywhere = house.wrap(House.BOBS_AGENT.in(""));
        House.Caller<Integer> first = counting(anywhere);
        alice.deny();
        first.failure();

        counting(anywhere);

        assertThat(alice.awaitRequests(2)).hasSize(2);
    }

    @Test
    void whatNobodyDecidedOrTheCallerCancelledIsAskedAgain() {
        House.Caller<Integer> first = counting(house.tools);
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        first.interrupt();
        first.failure();

        counting(house.tools);

        assertThat(alice.awaitRequests(2)).hasSize(2);
    }

    @Test
    void aRuleMayPermitToAskAgainAndThenEqualCallsAreJoinedAsBefore() {
        Policy again =
                Policy.always(Verdict.ask(ReviewPlan.ofTool().askAgain(), "patient", "people change their minds"));
        TestReviewer dora = TestReviewer.later("dora");
        try (House patient = House.of(builder -> builder.approver(dora).policy(again))) {
            for (int denials = 1; denials <= 2; denials++) {
                House.Caller<Integer> caller = patient.calling(() -> patient.tools.count(List.of("orders")));
                dora.awaitRequests(denials);
                dora.deny();
                caller.failure();
            }

            List<House.Caller<Integer>> callers = IntStream.range(0, 3)
                    .mapToObj(i -> patient.calling(() -> patient.tools.count(List.of("orders"))))
                    .toList();
            patient.awaitEvents(AuditEventType.ACTION_JOINED, 2);
            patient.audit.await(dora.awaitRequests(3).get(2).id(), AuditEventType.APPROVAL_NOTIFIED);
            dora.approve();

            assertThat(callers).allSatisfy(caller -> assertThat(caller.result()).isEqualTo(1));
            assertThat(dora.seen()).hasSize(3);
        }
    }

    @Test
    void aRepetitionOfACancelledCallIsToldSo() {
        Tools named = house.wrap(House.BOBS_AGENT.toolCall("call_1"));
        House.Caller<Integer> first = counting(named);
        house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        first.interrupt();
        first.failure();

        assertThatRefused(() -> named.count(List.of("orders"))).wasRefused(RefusalCode.CANCELLED);
    }
}
