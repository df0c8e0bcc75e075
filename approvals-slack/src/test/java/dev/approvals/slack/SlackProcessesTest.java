package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.outcome.Outcome;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.slack.loopback.SlackUser;
import dev.approvals.testkit.ManualTimekeeper;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several processes, one PostgreSQL, one Slack: a click arrives at whichever of them Slack is told to post it to. */
final class SlackProcessesTest {

    /** It stands still, so that an answer is never late; signatures are good for five minutes from now. */
    private final LoopbackSlack slack = LoopbackSlack.start(ManualTimekeeper.startingAt(Instant.now()));

    private final SlackNode.Shared shared = new SlackNode.Shared(
            SlackPostgres.url(),
            SlackPostgres.newSchema(),
            slack.endpoint().toString(),
            slack.botToken(),
            slack.signingSecret());
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private final ExecutorService agents = Executors.newCachedThreadPool();

    SlackProcessesTest() {
        slack.user(SlackUser.member("U0ALICE", "alice"));
        slack.channel(SlackHouse.OPS, "ops", "U0ALICE");
    }

    @AfterEach
    void close() {
        agents.shutdownNow();
        slack.close();
    }

    private SlackMessage card() {
        return slack.await(SlackHouse.OPS, message -> message.button("Approve").isPresent());
    }

    /** Alice approves, and Slack posts that to an address. */
    private void approveAt(URI interactivity, SlackMessage card) throws Exception {
        slack.interactivityAt(interactivity);
        assertThat(slack.person("U0ALICE")
                        .click(card, "Approve")
                        .get(1, TimeUnit.MINUTES)
                        .taken())
                .isTrue();
    }

    private void awaitEnd(SlackMessage card) {
        slack.await(
                SlackHouse.OPS,
                message -> message.ts().equals(card.ts())
                        && message.buttons().isEmpty()
                        && message.blocks().toString().contains("approved: by alice"));
    }

    @Test
    void aClickThatReachesAnotherProcessReleasesTheCallThatWaitsInThisOne() throws Exception {
        try (SlackNode here = new SlackNode(shared, dropped::add);
                SlackProcess there = SlackProcess.start(shared)) {
            CompletableFuture<Outcome> call = CompletableFuture.supplyAsync(() -> here.call("old"), agents);
            SlackMessage card = card();
            here.awaitPosted();
            approveAt(there.interactivity, card);

            assertThat(call.get(1, TimeUnit.MINUTES)).returned("dropped");
            awaitEnd(card);
            assertThat(dropped).containsExactly("old");
            assertThat(there.end()).noneMatch(line -> line.startsWith("ran"));
        }
    }

    @Test
    void aClickHereReleasesTheCallThatWaitsInAnotherProcess() throws Exception {
        try (SlackNode here = new SlackNode(shared, dropped::add);
                SlackProcess there = SlackProcess.start(shared)) {
            there.tell("call old");
            assertThat(there.hear("posted")).isEqualTo("old");
            SlackMessage card = card();
            approveAt(here.interactivity(), card);

            assertThat(there.hear("ran")).isEqualTo("old");
            assertThat(there.hear("returned")).contains("dropped");
            awaitEnd(card);
            assertThat(dropped).isEmpty();
        }
    }

    @Test
    void aCardOfAProcessThatWasKilledIsDecidedInTheOneThatStartedInItsPlace() throws Exception {
        SlackMessage card;
        try (SlackProcess before = SlackProcess.start(shared)) {
            before.tell("submit old");
            assertThat(before.hear("posted")).isEqualTo("old");
            card = card();
        }
        try (SlackProcess after = SlackProcess.start(shared)) {
            approveAt(after.interactivity, card);

            assertThat(after.hear("ran")).isEqualTo("old");
            awaitEnd(card);
            assertThat(after.end()).containsOnlyOnce("ran old");
            assertThat(slack.messages(SlackHouse.OPS)).hasSize(1);
        }
    }
}
