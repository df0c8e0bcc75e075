package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack is away for an hour, for calls as for clicks, and agents go on asking. */
final class SlackHourTest {

    private static final Duration STEP = Duration.ofSeconds(30);

    private final SlackTown town = new SlackTown();
    private SlackHouse house;

    @BeforeEach
    void open() throws Exception {
        ToolSpec.Builder tool = ToolSpec.named("drop").summary("Drop {table}").reviewers("dba");
        house = new SlackHouse(
                town, WayIn.SOCKET_MODE, tool, gate -> gate.decideAtDesk().decideWithin(Duration.ofMinutes(50)));
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        town.close();
    }

    @Test
    void anHourWithoutSlackLosesNothingDoublesNothingAndHammersNothing() throws Exception {
        CompletableFuture<Outcome> expiresOnItsCard = asked("one", AuditEventType.APPROVAL_NOTIFIED);
        CompletableFuture<Outcome> deniedOnItsCard = asked("two", AuditEventType.APPROVAL_NOTIFIED);
        town.down();
        CompletableFuture<Outcome> expiresUnseen = asked("three", AuditEventType.APPROVAL_UNDELIVERED);
        goOn(20);
        CompletableFuture<Outcome> deniedUnseen = asked("four", AuditEventType.APPROVAL_UNDELIVERED);
        house.denyElsewhere("two");
        house.denyElsewhere("four");
        goOn(35);
        CompletableFuture<Outcome> waits = asked("five", AuditEventType.APPROVAL_UNDELIVERED);
        CompletableFuture<Outcome> waitsAsWell = asked("six", AuditEventType.APPROVAL_UNDELIVERED);
        goOn(5);
        triedOnceMore();
        int hammered = town.slack.faults().failed();
        assertThat(SlackHouse.end(expiresOnItsCard)).wasRefused(RefusalCode.EXPIRED);
        assertThat(SlackHouse.end(deniedOnItsCard)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        assertThat(SlackHouse.end(expiresUnseen)).wasRefused(RefusalCode.EXPIRED);
        assertThat(SlackHouse.end(deniedUnseen)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        assertThat(hammered).as("calls in an hour").isBetween(4, 300);
        town.up();

        town.later("the cards of what still waits", () -> cards("five", "six") == 2);
        town.later("the ends of what does not", () -> buttonsOf("one") + buttonsOf("two") == 0);
        assertThat(List.of(cards("one"), cards("two"), cards("three"), cards("four")))
                .containsExactly(1, 1, 0, 0);
        decide("five", "Approve");
        assertThat(SlackHouse.end(waits)).returned("dropped");
        decide("six", "Deny");
        assertThat(SlackHouse.end(waitsAsWell)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        assertThat(town.slack.calls("chat.postMessage")).hasSize(4);
        assertThat(house.dropped).containsExactly("five");
    }

    private CompletableFuture<Outcome> asked(String table, AuditEventType told) {
        CompletableFuture<Outcome> call = house.dropping(table);
        house.awaitTold(house.pending(table).id(), told);
        return call;
    }

    /** Minutes go by, step by step, so that whoever wants to try again does. */
    private void goOn(int minutes) {
        for (Duration left = Duration.ofMinutes(minutes); !left.isZero(); left = left.minus(STEP)) {
            town.clock.advance(STEP);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** What was under way when time stood still has failed: a turn to post takes its time, and that is real. */
    private void triedOnceMore() {
        int before = town.slack.faults().failed("chat.postMessage");
        town.later("another try", () -> town.slack.faults().failed("chat.postMessage") > before);
    }

    private int cards(String... tables) {
        return List.of(tables).stream()
                .mapToInt(table -> town.about(table).size())
                .sum();
    }

    private int buttonsOf(String table) {
        return town.about(table).get(0).buttons().size();
    }

    /** The socket is opened again by real time, within a minute after Slack is back. */
    private void decide(String table, String label) throws Exception {
        house.awaitTold(house.pending(table).id(), AuditEventType.APPROVAL_NOTIFIED);
        Awaitility.await()
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> town.slack.sockets().connections() == 1);
        SlackMessage card = town.about(table).get(0);
        town.click(town.alice, card, label);
    }
}
