package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.Faults.Fault;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.tool.ToolSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slack is away while the gate starts, or is back and does not let the app do what it must. */
final class SlackLateStartTest {

    private final SlackTown town = new SlackTown();
    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private SlackHouse house;

    private void open(Consumer<ApprovalsBuilder> settings) throws Exception {
        ToolSpec.Builder tool = ToolSpec.named("drop").summary("Drop {table}").reviewers("dba");
        house = new SlackHouse(
                town, WayIn.SOCKET_MODE, tool, settings.andThen(gate -> gate.decideWithin(Duration.ofHours(9))));
    }

    @AfterEach
    void close() throws Exception {
        System.setErr(usual);
        house.close();
        town.close();
    }

    @Test
    void theGateStartsWithoutSlackAndWhatStillWaitsIsPostedOnceAndDecidedThereWhenSlackIsBack() throws Exception {
        town.down();
        open(ApprovalsBuilder::decideAtDesk);
        CompletableFuture<Outcome> call = house.dropping("old");
        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_UNDELIVERED);
        town.up();
        town.later("clicks to be heard", this::isHeard);

        town.later("the card", () -> !town.about("old").isEmpty());
        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_NOTIFIED);
        SlackMessage card = house.card(SlackHouse.OPS);
        town.click(town.alice, card, "Approve");
        assertThat(SlackHouse.end(call)).returned("dropped");
        town.rewritten(card, "approved: by alice");
        assertThat(town.about("old")).hasSize(1);
    }

    private boolean isHeard() {
        return town.slack.sockets().connections() == 1;
    }

    @Test
    void row20WithSlackAloneWhatIsAskedBeforeIsRefusedAndWhatIsAskedAfterIsNot() throws Exception {
        town.down();
        open(gate -> {});
        assertThat(SlackHouse.end(house.dropping("old"))).wasRefused(RefusalCode.NO_CHANNEL);
        town.up();
        town.later("clicks to be heard", this::isHeard);
        CompletableFuture<Outcome> call = house.dropping("new");
        town.click(town.alice, house.card(SlackHouse.OPS), "Approve");

        assertThat(SlackHouse.end(call)).returned("dropped");
        assertThat(town.about("old")).isEmpty();
    }

    @Test
    void row20WhatIsMissingThenIsSaidOnceAndNothingIsPostedThatNobodyCouldDecide() throws Exception {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        town.down();
        open(gate -> {});
        town.slack.withoutBotScopes("users:read");
        town.up();
        town.later("the log to say what is missing", () -> said() > 0);
        int asked = town.slack.calls("auth.test").size();
        town.later();

        assertThat(SlackHouse.end(house.dropping("old"))).wasRefused(RefusalCode.NO_CHANNEL);
        assertThat(house.audit.await(AuditEventType.APPROVAL_UNDELIVERED).fact("why"))
                .contains("lacks the scopes users:read");
        assertThat(said()).isEqualTo(1);
        assertThat(town.slack.calls("auth.test")).hasSize(asked);
        assertThat(town.slack.calls("chat.postMessage")).isEmpty();
    }

    private long said() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("ERROR") && line.contains("lacks the scopes users:read"))
                .count();
    }

    @Test
    void aSocketThatDoesNotOpenKeepsCardsBackThatNobodyCouldClick() throws Exception {
        town.down();
        open(ApprovalsBuilder::decideAtDesk);
        town.up();
        town.slack.faults().next("apps.connections.open", new Fault.NotOk("internal_error"), new Fault.Status(503));
        town.later("an address in vain", () -> town.slack.faults().failed("apps.connections.open") > 0);
        CompletableFuture<Outcome> call = house.dropping("old");
        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_UNDELIVERED);
        assertThat(town.about("old")).isEmpty();
        town.later("clicks to be heard", this::isHeard);
        town.later("the card", () -> !town.about("old").isEmpty());

        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_NOTIFIED);
        town.click(town.alice, house.card(SlackHouse.OPS), "Deny");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
    }
}
