package dev.approvals.testkit.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Reviewer;
import dev.approvals.testkit.TestReviewer;
import dev.approvals.testkit.random.RandomSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a request at one moment: one outcome, at most one run, and an audit in order. */
class ApprovalRacesTest {

    private static final int ROUNDS = 12;
    private static final int RACERS = 64;
    private static final Duration DEADLINE = Duration.ofMinutes(15);
    private static final Reviewer ALICE_IN_CHAT =
            new Reviewer(new Principal("slack:T1", "U-alice"), Assurance.CHAT_PLATFORM);
    private static final Reviewer ERIN = Reviewer.named("erin");
    private static final List<Reviewer> REVIEWERS =
            List.of(House.ALICE, ALICE_IN_CHAT, House.DORA, ERIN, House.CAROL, House.BOB);

    private static final Set<AuditEventType> ENDS = Set.of(
            AuditEventType.ACTION_COMPLETED,
            AuditEventType.ACTION_FAILED,
            AuditEventType.ACTION_OUTCOME_UNKNOWN,
            AuditEventType.APPROVAL_EXPIRED,
            AuditEventType.APPROVAL_CANCELLED,
            AuditEventType.APPROVAL_INVALIDATED,
            AuditEventType.APPROVAL_REVOKED,
            AuditEventType.APPROVAL_LAPSED);

    static List<Named<ThreadFactory>> threads() {
        return Racers.kinds();
    }

    @ParameterizedTest
    @MethodSource("threads")
    void ofManyWhoApproveDenyEscalateWithdrawAndInterruptOneDecides(ThreadFactory threads) {
        for (int round = 0; round < ROUNDS; round++) {
            RandomSource random = RandomSource.seeded(round);
            TestReviewer board = TestReviewer.later("board");
            try (House house = House.of(b -> b.approver(board).escalateTo(1, "security"))) {
                Racers racers = new Racers(threads);
                Racers.Runner<String> caller = racers.ahead(() -> house.tools.grant("admin", "eve"));
                ApprovalRequest request = board.awaitRequest();
                for (int racer = 0; racer < RACERS; racer++) {
                    Runnable move = move(house, request, caller, random);
                    racers.add(() -> {
                        move.run();
                        return "done";
                    });
                }

                racers.run();

                house.clock.advance(DEADLINE);
                requireOneEnd(house, request.id(), caller.outcome());
            }
        }
    }

    private static Runnable move(House house, ApprovalRequest request, Racers.Runner<?> caller, RandomSource random) {
        Reviewer reviewer = random.pick(REVIEWERS);
        if (random.oneIn(40)) {
            return caller::interrupt;
        }
        return random.<Runnable>pick(
                () -> house.desk().decide(request.approve(reviewer, "")),
                () -> house.desk().decide(request.approve(reviewer, "again")),
                () -> house.desk().withdraw(request.id(), reviewer, "no"),
                random.oneIn(6)
                        ? () -> house.desk().decide(request.deny(reviewer, ""))
                        : () -> house.desk().find(request.id()),
                random.oneIn(6)
                        ? () -> house.desk().decide(request.escalate(reviewer, ""))
                        : () -> house.desk().pending());
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aCallerWhoIsInterruptedWhileVotesComeInEitherRunsOrIsCancelled(ThreadFactory threads) {
        for (int round = 0; round < ROUNDS; round++) {
            TestReviewer board = TestReviewer.later("board");
            try (House house = House.reviewedBy(board)) {
                Racers racers = new Racers(threads);
                Racers.Runner<Boolean> caller = racers.ahead(() -> interruptedIn(house));
                ApprovalRequest request = board.awaitRequest();
                racers.add(() -> house.desk().decide(request.approve(House.ALICE, "")));
                racers.add(() -> house.desk().decide(request.approve(House.DORA, "")));
                racers.add(() -> {
                    caller.interrupt();
                    return "done";
                });

                racers.run();

                assertThat(caller.outcome()).as("the interrupt is kept").isEqualTo(true);
                Outcome outcome = end(house, request.id());
                assertThat(house.workshop.runs).hasSize(outcome instanceof Outcome.Refused ? 0 : 1);
                if (outcome instanceof Outcome.Refused refused) {
                    assertThat(refused.code()).isEqualTo(RefusalCode.CANCELLED);
                }
                requireOneTerminalEvent(house, request.id());
            }
        }
    }

    private static boolean interruptedIn(House house) {
        try {
            house.tools.drop("orders");
        } catch (ApprovalException cancelled) {
            assertThat(cancelled).hasMessageContaining("Not executed");
        }
        return awaitInterrupt();
    }

    /** The interrupt may come a moment after the call: it is waited for, so that it meets nobody else. */
    private static boolean awaitInterrupt() {
        long start = System.nanoTime();
        while (!Thread.currentThread().isInterrupted() && System.nanoTime() - start < 20_000_000_000L) {
            Thread.onSpinWait();
        }
        return Thread.interrupted();
    }

    @ParameterizedTest
    @MethodSource("threads")
    void closingTheGateEndsEveryCallThatWaits(ThreadFactory threads) {
        int calls = 8;
        for (int round = 0; round < ROUNDS; round++) {
            TestReviewer board = TestReviewer.later("board");
            try (House house = House.reviewedBy(board)) {
                Racers racers = new Racers(threads);
                List<Racers.Runner<String>> callers = new ArrayList<>();
                for (int call = 0; call < calls; call++) {
                    String role = "role-" + call;
                    callers.add(racers.ahead(() -> house.tools.export("why", role, 1, "disk", "t")));
                }
                List<ApprovalRequest> requests = board.awaitRequests(calls);
                requests.forEach(r -> racers.add(() -> house.desk().decide(r.approve(House.ALICE, ""))));
                racers.add(() -> {
                    house.approvals.close();
                    return "closed";
                });

                racers.run();

                long ran = callers.stream()
                        .filter(c -> c.outcome() instanceof String)
                        .count();
                assertThat(house.workshop.runs).hasSize((int) ran).doesNotHaveDuplicates();
                requests.forEach(r -> requireOneTerminalEvent(house, r.id()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aCallThatIsApprovedWhileItIsHandedOverRunsOnceAndIsAnsweredOnce(ThreadFactory threads) {
        for (int round = 0; round < ROUNDS; round++) {
            TestReviewer board = TestReviewer.later("board");
            try (House house = House.reviewedBy(board)) {
                Racers racers = new Racers(threads);
                Racers.Runner<String> caller = racers.ahead(() -> house.tools.mail("done", "a@example.test", "hi"));
                ApprovalRequest request = board.awaitRequest();
                house.clock.awaitAlarms(2);
                racers.add(() -> house.desk().decide(request.approve(House.ALICE, "")));
                racers.add(() -> {
                    house.clock.advance(Duration.ofSeconds(10));
                    return "handed over";
                });

                racers.run();

                Object answer = caller.outcome();
                if (answer instanceof ApprovalException.Pending) {
                    assertThat(house.awaitHandedBack(1)).hasSize(1).first().isInstanceOf(Outcome.Returned.class);
                } else {
                    assertThat(answer).isEqualTo("mailed a@example.test");
                }
                assertThat(house.workshop.runs).containsExactly("mail a@example.test");
                requireOneTerminalEvent(house, request.id());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void anApprovalAndAnEscalationAtOnceLeaveOneOfThem(ThreadFactory threads) {
        for (int round = 0; round < ROUNDS; round++) {
            TestReviewer board = TestReviewer.later("board");
            try (House house = House.of(b -> b.approver(board).escalateTo(1, "security"))) {
                Racers racers = new Racers(threads);
                Racers.Runner<String> caller = racers.ahead(() -> house.tools.export("why", "t", 1, "disk", "t"));
                ApprovalRequest request = board.awaitRequest();
                racers.add(() -> house.desk().decide(request.approve(House.ALICE, "")));
                racers.add(() -> house.desk().decide(request.escalate(House.DORA, "")));

                racers.run();

                boolean escalated =
                        !house.audit.events(AuditEventType.APPROVAL_ESCALATED).isEmpty();
                if (escalated) {
                    assertThat(house.workshop.runs).as("the approval was void").isEmpty();
                    ApprovalRequest higher = house.pending();
                    assertThat(higher.progress().votes()).isEmpty();
                    assertThat(house.desk()
                                    .decide(higher.approve(House.CAROL, ""))
                                    .counted())
                            .isTrue();
                }
                requireOneEnd(house, request.id(), caller.outcome());
                assertThat(house.workshop.runs).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void twoApproversWhoAnswerAtOnceMakeOneRun(ThreadFactory threads) {
        for (int round = 0; round < ROUNDS; round++) {
            TestReviewer alice = TestReviewer.approving("alice").named("first");
            TestReviewer erin = TestReviewer.approving("erin").named("second");
            try (House house = House.reviewedBy(alice, erin)) {
                Racers racers = new Racers(threads);
                Racers.Runner<String> one = racers.add(() -> house.tools.export("why", "t", 1, "disk", "t"));
                Racers.Runner<String> two = racers.add(() -> house.tools.grant("admin", "eve"));

                racers.run();

                assertThat(one.outcome()).isEqualTo("1 rows exported");
                assertThat(two.outcome()).isEqualTo("granted admin");
                assertThat(house.workshop.runs).hasSize(2).doesNotHaveDuplicates();
                house.audit.callIds().forEach(id -> requireOneTerminalEvent(house, id));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("threads")
    void aDeadlineThatPassesWhileAnApproverHangsAndSomebodyApprovesEndsTheCallOnce(ThreadFactory threads) {
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch never = new CountDownLatch(1);
            TestReviewer hanging = TestReviewer.answering(request -> {
                try {
                    never.await();
                } catch (InterruptedException brokenOff) {
                    Thread.currentThread().interrupt();
                }
                return Delivery.whole("too late");
            });
            try (House house = House.reviewedBy(hanging)) {
                Racers racers = new Racers(threads);
                Racers.Runner<String> caller = racers.ahead(() -> house.tools.export("why", "t", 1, "disk", "t"));
                ApprovalRequest request = hanging.awaitRequest();
                house.clock.awaitAlarms(1);
                racers.add(() -> house.desk().decide(request.approve(House.ALICE, "")));
                racers.add(() -> {
                    house.clock.advance(DEADLINE);
                    return "due";
                });

                racers.run();

                requireOneEnd(house, request.id(), caller.outcome());
            } finally {
                never.countDown();
            }
        }
    }

    private static void requireOneEnd(House house, String id, Object answer) {
        Outcome outcome = end(house, id);
        if (outcome instanceof Outcome.Returned) {
            assertThat(answer).isInstanceOf(String.class);
            assertThat(house.workshop.runs).hasSize(1);
        } else {
            assertThat(answer).isInstanceOf(ApprovalException.class);
            assertThat(house.workshop.runs).isEmpty();
        }
        requireOneTerminalEvent(house, id);
    }

    private static Outcome end(House house, String id) {
        ApprovalRequest over = house.desk().find(id).orElseThrow();
        assertThat(over.progress().status()).isEqualTo(RequestStatus.ENDED);
        return over.progress().outcome().orElseThrow();
    }

    private static void requireOneTerminalEvent(House house, String id) {
        house.audit.requireOrder();
        List<AuditEvent> events = house.audit.events(id);
        assertThat(events)
                .filteredOn(e -> ENDS.contains(e.type())
                        || e.type().equals(AuditEventType.APPROVAL_DECIDED) && "DENY".equals(e.fact("decision")))
                .as("terminal events of\n%s", house.audit)
                .hasSize(1);
        assertThat(events)
                .filteredOn(e -> e.type().equals(AuditEventType.ACTION_STARTED))
                .hasSizeLessThan(2);
        for (int place = 0; place < events.size(); place++) {
            assertThat(events.get(place).sequence()).isEqualTo(place + 1L);
        }
    }
}
