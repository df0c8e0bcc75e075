package dev.approvals.testkit.behaviour;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static dev.approvals.testkit.ApprovalsAssertions.assertThatRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.testkit.TestReviewer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No agent tires people out, or keeps other agents waiting. */
class CapsTest {

    private static final Requester QUIET_AGENT =
            Requester.agent("mail-copilot").actingFor(Principal.local("carol")).in("chat-9");

    private final TestReviewer alice = TestReviewer.later("alice");

    private static List<String> tables(int i) {
        return List.of("table" + i);
    }

    @Test
    void row24NoMoreRequestsOfOneRequesterWaitThanMay() {
        try (House house = House.of(builder -> builder.approver(alice).pendingAtMost(5))) {
            IntStream.range(0, 40).forEach(i -> house.calling(() -> house.tools.count(tables(i))));
            house.awaitEvents(AuditEventType.ACTION_FAILED, 35);

            assertThat(house.audit.events(AuditEventType.ACTION_FAILED))
                    .allSatisfy(event -> assertThat(event.fact("code")).isEqualTo("TOO_MANY_PENDING"));
            assertThat(alice.awaitRequests(5)).hasSize(5);
            assertThat(alice.seen()).as("what a reviewer was bothered with").hasSize(5);
        }
    }

    @Test
    void row42AFloodByOneRequesterDoesNotKeepAnotherOneWaiting() {
        try (House house = House.of(builder -> builder.approver(alice).pendingAtMost(3))) {
            IntStream.range(0, 30).forEach(i -> house.calling(() -> house.tools.count(tables(i))));
            house.awaitEvents(AuditEventType.ACTION_FAILED, 27);

            House.Caller<Integer> quiet =
                    house.calling(() -> house.wrap(QUIET_AGENT).count(List.of("quiet")));
            house.awaitEvents(AuditEventType.APPROVAL_NOTIFIED, 4);
            alice.seen().stream()
                    .filter(request -> request.call().requester().equals(QUIET_AGENT))
                    .forEach(request -> assertThat(house.desk()
                                    .decide(request.approve(House.ALICE, ""))
                                    .counted())
                            .isTrue());

            assertThat(quiet.result()).isEqualTo(1);
        }
    }

    @Test
    void aFullDeskStillLetsEqualCallsJoin() {
        try (House house = House.of(builder -> builder.approver(alice).pendingAtMost(1))) {
            List<House.Caller<Integer>> callers = IntStream.range(0, 3)
                    .mapToObj(i -> house.calling(() -> house.tools.count(tables(0))))
                    .toList();
            house.awaitEvents(AuditEventType.ACTION_JOINED, 2);
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);

            alice.approve();

            assertThat(callers).allSatisfy(caller -> assertThat(caller.result()).isEqualTo(1));
        }
    }

    @Test
    void onceARequestIsDecidedAnotherOneMayWait() {
        try (House house = House.of(builder -> builder.approver(alice).pendingAtMost(1))) {
            House.Caller<Integer> first = house.calling(() -> house.tools.count(tables(0)));
            house.audit.await(AuditEventType.APPROVAL_NOTIFIED);
            assertThatRefused(() -> house.tools.count(tables(1))).wasRefused(RefusalCode.TOO_MANY_PENDING);
            alice.approve();
            first.result();

            house.calling(() -> house.tools.count(tables(1)));

            assertThat(alice.awaitRequests(2)).hasSize(2);
        }
    }

    @Test
    void row24NobodyAsksMoreOftenThanMayInAMinute() {
        TestReviewer quick = TestReviewer.approving("alice");
        try (House house = House.of(builder -> builder.approver(quick).askedAMinuteAtMost(3))) {
            for (int i = 0; i < 3; i++) {
                house.tools.count(tables(i));
                house.clock.advance(Duration.ofSeconds(10));
            }
            assertThatRefused(() -> house.tools.count(tables(3)))
                    .wasRefused(RefusalCode.TOO_MANY_REQUESTS)
                    .tellsTheModel("Wait before you ask again");
            assertThat(house.wrap(QUIET_AGENT).count(tables(4)))
                    .as("somebody else")
                    .isEqualTo(1);

            house.clock.advance(Duration.ofSeconds(30));

            assertThat(house.tools.count(tables(5)))
                    .as("a minute after the first")
                    .isEqualTo(1);
            assertThatRefused(() -> house.tools.count(tables(6))).wasRefused(RefusalCode.TOO_MANY_REQUESTS);
            assertThat(quick.seen()).hasSize(5);
        }
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyFromAsking() {
        try (House house = House.of(
                builder -> builder.approver(TestReviewer.approving("alice")).askedAMinuteAtMost(2))) {
            house.tools.count(tables(0));
            house.clock.set(house.clock.now().minus(Duration.ofDays(1)));

            for (int i = 1; i < 6; i++) {
                assertThat(house.tools.count(tables(i))).isEqualTo(1);
                house.clock.advance(Duration.ofMinutes(1));
            }
        }
    }

    @Test
    void row42AToolIsLockedForARequesterWhoseCallsAreDeniedAgainAndAgain() {
        TestReviewer strict = TestReviewer.approvingIf(
                "alice", request -> request.call().summary().contains("fine"));
        try (House house = House.of(
                builder -> builder.approver(strict).lockAfter(3, Duration.ofMinutes(10), Duration.ofMinutes(30)))) {
            for (int i = 0; i < 3; i++) {
                List<String> changed = tables(i);
                assertThatRefused(() -> house.tools.count(changed)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
            }
            house.awaitEvents(AuditEventType.TOOL_LOCKED, 1);

            assertThatRefused(() -> house.tools.count(List.of("fine"))).wasRefused(RefusalCode.TOOL_LOCKED);
            house.tools.drop("fine");
            assertThat(house.wrap(QUIET_AGENT).count(List.of("fine")))
                    .as("somebody else")
                    .isEqualTo(1);
            assertThat(house.audit.events(AuditEventType.TOOL_LOCKED))
                    .hasSize(1)
                    .allSatisfy(event -> {
                        assertThat(event.origin().tool()).isEqualTo("count");
                        assertThat(event.origin().requester()).isEqualTo(House.BOBS_AGENT);
                        assertThat(event.fact("until"))
                                .isEqualTo(house.clock
                                        .now()
                                        .plus(Duration.ofMinutes(30))
                                        .toString());
                    });
            assertThat(strict.seen()).as("what reviewers were bothered with").hasSize(5);

            house.clock.advance(Duration.ofMinutes(30));
            assertThat(house.tools.count(List.of("fine")))
                    .as("unlocked by time")
                    .isEqualTo(1);
        }
    }

    @Test
    void denialsFarApartLockNothing() {
        TestReviewer strict = TestReviewer.denying("alice");
        try (House house = House.of(
                builder -> builder.approver(strict).lockAfter(2, Duration.ofMinutes(10), Duration.ofMinutes(30)))) {
            for (int i = 0; i < 4; i++) {
                List<String> changed = tables(i);
                assertThatRefused(() -> house.tools.count(changed)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
                house.clock.advance(Duration.ofMinutes(10));
            }

            assertThat(house.audit.events(AuditEventType.TOOL_LOCKED)).isEmpty();
        }
    }

    @Test
    void whatIsRefusedFromMemoryIsNoFurtherDenial() {
        TestReviewer strict = TestReviewer.denying("alice");
        try (House house = House.of(
                builder -> builder.approver(strict).lockAfter(2, Duration.ofMinutes(10), Duration.ofMinutes(30)))) {
            for (int i = 0; i < 5; i++) {
                assertThatRefused(() -> house.tools.count(tables(0))).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
            }

            assertThat(house.audit.events(AuditEventType.TOOL_LOCKED)).isEmpty();
            assertThat(strict.seen()).hasSize(1);
        }
    }
}
