package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.Ack;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection over which clicks come breaks, or is switched off, while requests wait. */
final class SlackSocketOutageTest {

    private final SlackTown town = new SlackTown();
    private SlackHouse house;

    @BeforeEach
    void open() throws Exception {
        ToolSpec.Builder tool =
                ToolSpec.named("drop").summary("Drop {table}").reviewers("dba").quorum(2);
        house = new SlackHouse(town, WayIn.SOCKET_MODE, tool, ApprovalsBuilder::decideAtDesk);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        town.close();
    }

    private SlackMessage posted() {
        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_NOTIFIED);
        return house.card(SlackHouse.OPS);
    }

    private void awaitConnection() {
        Awaitility.await()
                .atMost(2, TimeUnit.MINUTES)
                .until(() -> town.slack.sockets().connections() == 1);
    }

    @Test
    void aClickWhoseConnectionBreaksBeforeItIsAcknowledgedIsToldAgainAndCountsOnce() throws Exception {
        CompletableFuture<Outcome> call = house.dropping("old");
        SlackMessage card = posted();
        CompletableFuture<Ack> told = town.alice.click(card, "Approve");
        town.slack.sockets().refusing(true);
        town.slack.sockets().drop();
        town.slack.sockets().awaitConnections(0);
        town.slack.sockets().refusing(false);
        awaitConnection();
        town.clock.advance(Duration.ofSeconds(3)); // Slack tells it again, unless it has heard
        town.taken(told);

        town.click(town.dora, card, "Approve");
        assertThat(SlackHouse.end(call)).returned("dropped");
        assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(2);
        assertThat(town.slack.ephemeral(SlackHouse.OPS, "U0ALICE")).isEmpty();
    }

    @Test
    void whileSocketModeIsSwitchedOffRequestsAreDecidedElsewhereAndOnceItIsOnAgainClicksCount() throws Exception {
        CompletableFuture<Outcome> elsewhere = house.dropping("old");
        SlackMessage card = posted();
        town.slack.sockets().disable();
        town.slack.sockets().awaitConnections(0);
        house.denyElsewhere("old");
        assertThat(SlackHouse.end(elsewhere)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.rewritten(card, "seen elsewhere");
        CompletableFuture<Outcome> call = house.dropping("new");
        SlackMessage next = house.card(SlackHouse.OPS);
        assertThat(town.alice.click(next, "Deny").get(30, TimeUnit.SECONDS).taken())
                .isFalse();

        town.slack.sockets().enable();
        awaitConnection();
        town.click(town.alice, next, "Deny");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
    }
}
