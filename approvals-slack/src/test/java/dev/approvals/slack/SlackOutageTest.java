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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row 20: Slack does not answer, or answers too late, while an agent's thread waits at the other end. */
final class SlackOutageTest {

    private final SlackTown town = new SlackTown();
    private SlackHouse house;

    /** Slack is the only place where anybody is asked. */
    private void alone() throws Exception {
        open(gate -> gate);
    }

    /** Requests can be decided at the desk as well. */
    private void withDesk() throws Exception {
        open(ApprovalsBuilder::decideAtDesk);
    }

    private void open(UnaryOperator<ApprovalsBuilder> settings) throws Exception {
        ToolSpec.Builder tool = ToolSpec.named("drop").summary("Drop {table}").reviewers("dba");
        house = new SlackHouse(
                town,
                WayIn.SIGNED_HTTP,
                tool,
                gate -> settings.apply(gate).decideWithin(Duration.ofHours(9)).escalateTo(1, "security"));
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        town.close();
    }

    @Test
    void row20WithSlackAloneAndAwayTheCallIsRefusedAtOnceAndNeverPosted() throws Exception {
        alone();
        town.down();
        CompletableFuture<Outcome> call = house.dropping("old");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.NO_CHANNEL);
        town.up();
        town.later();

        CompletableFuture<Outcome> next = house.dropping("new");
        SlackMessage card = house.card(SlackHouse.OPS);
        town.click(town.alice, card, "Approve");
        assertThat(SlackHouse.end(next)).returned("dropped");
        assertThat(town.about("old")).isEmpty();
        assertThat(house.dropped).containsExactly("new");
    }

    @Test
    void row20WhatCouldNotBePostedIsDecidedElsewhereAndPostedOnceIfItStillWaitsWhenSlackIsBack() throws Exception {
        withDesk();
        town.down();
        CompletableFuture<Outcome> waits = undelivered("waits");
        CompletableFuture<Outcome> ends = undelivered("ends");
        house.denyElsewhere("ends");
        assertThat(SlackHouse.end(ends)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.up();

        SlackMessage card = postedLate("waits");
        town.later();
        assertThat(town.about("waits")).hasSize(1);
        town.click(town.alice, card, "Approve");
        assertThat(SlackHouse.end(waits)).returned("dropped");
        town.rewritten(card, "approved: by alice");
        assertThat(town.about("ends")).isEmpty();
        assertThat(town.slack.calls("chat.postMessage")).hasSize(1);
    }

    /** A call whose request Slack did not take. */
    private CompletableFuture<Outcome> undelivered(String table) {
        CompletableFuture<Outcome> call = house.dropping(table);
        house.awaitTold(house.pending(table).id(), AuditEventType.APPROVAL_UNDELIVERED);
        return call;
    }

    /** The card of a request, once Slack has taken it after all and the store knows. */
    private SlackMessage postedLate(String table) {
        town.later("the card about " + table, () -> !town.about(table).isEmpty());
        house.awaitTold(house.pending(table).id(), AuditEventType.APPROVAL_NOTIFIED);
        return town.about(table).get(0);
    }

    @Test
    void aCardThatEndsWhileSlackIsAwayTellsItsEndOnceSlackIsBack() throws Exception {
        withDesk();
        CompletableFuture<Outcome> call = house.dropping("old");
        SlackMessage card = posted("old");
        town.down();
        house.denyElsewhere("old");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.later("a rewriting in vain", () -> town.slack.faults().failed("chat.update") > 0);
        assertThat(town.about("old").get(0).buttons()).isNotEmpty();
        town.up();

        town.later(
                "the end on the card", () -> town.about("old").get(0).buttons().isEmpty());
        town.later();
        assertThat(faces(card)).hasSize(1);
        assertThat(town.rewritten(card, "seen elsewhere").edits()).isPositive();
    }

    private SlackMessage posted(String table) {
        house.awaitTold(house.pending(table).id(), AuditEventType.APPROVAL_NOTIFIED);
        return town.about(table).get(0);
    }

    /** All that a card was rewritten to. */
    private Set<String> faces(SlackMessage card) {
        return town.slack.calls("chat.update").stream()
                .filter(call -> call.get("ts").equals(card.ts()))
                .map(call -> call.get("blocks"))
                .collect(Collectors.toSet());
    }

    @Test
    void whatEndsAsItsProcessIsClosedStillTellsItsEnd() throws Exception {
        withDesk();
        CompletableFuture<Outcome> call = house.dropping("old");
        SlackMessage card = posted("old");
        house.denyElsewhere("old");
        house.close();

        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.rewritten(card, "seen elsewhere");
    }

    @Test
    void aRewritingWhoseAnswerIsLostIsDoneAgainAndSaysTheSame() throws Exception {
        withDesk();
        CompletableFuture<Outcome> call = house.dropping("old");
        SlackMessage card = posted("old");
        town.slack.faults().next("chat.update", new Fault.LostAnswer());
        house.denyElsewhere("old");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.rewritten(card, "seen elsewhere");

        town.later("the second time", () -> town.about("old").get(0).edits() > 1);
        town.later();
        assertThat(faces(card)).hasSize(1);
    }

    @Test
    void aPostingWhoseAnswerIsLostIsDoneAgainAndTheCallRunsOnceWhicheverCardIsClicked() throws Exception {
        withDesk();
        town.slack.faults().next("chat.postMessage", new Fault.LostAnswer());
        CompletableFuture<Outcome> call = undelivered("old");
        SlackMessage orphan = town.about("old").get(0);
        town.click(town.alice, orphan, "Approve"); // nobody has said yet that it shows the whole call
        assertThat(town.told("U0ALICE", SlackHouse.OPS)).contains("Not counted");
        assertThat(call).isNotDone();

        town.later("the second card", () -> town.about("old").size() == 2);
        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_NOTIFIED);
        SlackMessage second = town.about("old").get(1);
        town.click(town.alice, orphan, "Approve");
        town.click(town.dora, second, "Approve");
        assertThat(SlackHouse.end(call)).returned("dropped");
        town.rewritten(orphan, "approved: by");
        town.rewritten(second, "approved: by");
        assertThat(house.dropped).containsExactly("old");
        assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(1);
    }

    @Test
    void aCardThatNobodyKnowsOfIsTakenBackByTheFirstClickOnIt() throws Exception {
        alone();
        town.slack.faults().next("chat.postMessage", new Fault.LostAnswer());
        CompletableFuture<Outcome> call = house.dropping("old");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.NO_CHANNEL);
        SlackMessage orphan = town.about("old").get(0);
        town.click(town.alice, orphan, "Approve");

        assertThat(town.told("U0ALICE", SlackHouse.OPS)).contains("Not counted", "NO_CHANNEL");
        town.rewritten(orphan, "NO_CHANNEL");
        assertThat(house.dropped).isEmpty();
    }

    @Test
    void whereSlackAsksForARestPostingAndRewritingWaitForItAndHappenOnce() throws Exception {
        alone();
        town.slack.faults().next("chat.postMessage", new Fault.TooMany(Duration.ofSeconds(2)));
        town.slack.faults().next("chat.update", new Fault.TooMany(Duration.ofSeconds(2)));
        long start = System.nanoTime();
        CompletableFuture<Outcome> call = house.dropping("old");
        SlackMessage card = posted("old");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(2));

        town.click(town.alice, card, "Deny");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.rewritten(card, "U0ALICE");
        assertThat(town.slack.calls("chat.postMessage")).hasSize(1);
        assertThat(faces(card)).hasSize(1);
        assertThat(town.slack.faults().failed()).isEqualTo(2);
        assertThat(house.audit.events(AuditEventType.APPROVAL_UNDELIVERED)).isEmpty();
    }

    @Test
    void whoIsOnCallIsMentionedBelowACardThatSlackTookLate() throws Exception {
        withDesk();
        CompletableFuture<Outcome> call = house.dropping("old");
        SlackMessage first = posted("old");
        town.slack.faults().always("chat.postMessage", new Fault.Status(503));
        town.say(town.alice, first, "approvals.escalate", "not mine to say");
        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_UNDELIVERED);
        town.rewritten(first, "escalated");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        town.slack.faults().failed("chat.postMessage") == 2); // the card, and a note below the old one
        town.slack.faults().heal();

        town.later("the card of the next level", () -> town.about("old").size() == 2);
        SlackMessage above = town.about("old").get(1);
        town.slack.await(
                SlackHouse.SECURITY,
                note -> note.threadTs().equals(above.ts())
                        && note.blocks().toString().contains("U0CAROL"));
        town.later();
        assertThat(town.notes(above)).hasSize(1);
        town.click(town.carol, above, "Deny");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
    }

    @Test
    void aHangingSlackKeepsNobodyFromDecidingElsewhere() throws Exception {
        withDesk();
        town.slack.faults().everywhere(new Fault.Hang());
        CompletableFuture<Outcome> call = house.dropping("old");
        town.slack.faults().awaitHanging(1);
        house.denyElsewhere("old");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.slack.faults().heal();

        town.later();
        assertThat(town.about("old")).isEmpty();
        assertThat(town.slack.calls("chat.postMessage")).isEmpty();
    }
}
