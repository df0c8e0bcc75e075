package dev.approvals.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.slack.loopback.Ack;
import dev.approvals.slack.loopback.Faults.Fault;
import dev.approvals.slack.loopback.LoopbackSlack;
import dev.approvals.slack.loopback.SlackMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A blocked call on one side, people in Slack on the other. */
class SlackApproverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aClickOnApproveLetsTheCallRunOnceAndTheCardSaysSo() throws Exception {
        try (SlackFloor floor = SlackFloor.open()) {
            CompletableFuture<Outcome> call = floor.export(5);
            SlackMessage card = floor.card("Export 5 rows of customers");

            Ack ack = floor.slack.person("U0ALICE").click(card, "Approve").get(30, TimeUnit.SECONDS);

            assertThat(ack.taken()).isTrue();
            assertThat(call.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Returned.class);
            assertThat(floor.runs).hasValue(1);
            SlackMessage ended = floor.card("the tool ran and returned");
            assertThat(ended.ts()).isEqualTo(card.ts());
            assertThat(ended.buttons()).isEmpty();
            assertThat(ended.blocks().toString()).contains("approved: by alice");
        }
    }

    @Test
    void aReasonGivenInTheFormStandsOnTheCard() throws Exception {
        try (SlackFloor floor = SlackFloor.open()) {
            CompletableFuture<Outcome> call = floor.export(5);
            SlackMessage card = floor.card("Export 5 rows");

            floor.slack.person("U0ALICE").click(card, "approvals.deny_with_reason");
            floor.slack
                    .person("U0ALICE")
                    .submit(floor.slack.person("U0ALICE").awaitModal(), Map.of("words", "Too many rows."));

            assertThat(call.get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.DENIED_BY_REVIEWER));
            assertThat(floor.card("Too many rows.").buttons()).isEmpty();
            assertThat(floor.runs).hasValue(0);
        }
    }

    @Test
    void whoMayNotDecideIsToldSoAndNothingHappens() {
        try (SlackFloor floor = SlackFloor.open()) {
            floor.export(5);
            SlackMessage card = floor.card("Export 5 rows");

            floor.slack.person("U0BOB").click(card, "Approve"); // it is his agent
            floor.slack.person("U0ERIN").click(card, "Deny"); // not in the group

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(floor.slack.person("U0BOB").told(SlackFloor.CHANNEL)).hasSize(1);
                assertThat(floor.slack.person("U0ERIN").told(SlackFloor.CHANNEL))
                        .hasSize(1);
            });
            assertThat(floor.slack.person("U0ALICE").told(SlackFloor.CHANNEL)).isEmpty();
            assertThat(floor.approvals.desk().pending()).hasSize(1);
        }
    }

    @Test
    void whatIsMissingKeepsTheGateFromStarting() {
        try (LoopbackSlack slack = SlackFloor.workspace();
                SlackApprover approver = SlackFloor.builder(slack).build()) {
            slack.removed(SlackFloor.CHANNEL, "U0APPROVALS");

            assertThatIllegalStateException()
                    .isThrownBy(() -> new SlackFloor(slack, approver, gate -> gate))
                    .withMessageContaining("it is not in the channel C0APPROVALS (#approvals)")
                    .withMessageContaining("/invite @approvals");
        }
    }

    @Test
    void aSlackThatIsDownAtTheStartLeavesCallsDeniedAndTheGateUp() throws Exception {
        LoopbackSlack slack = SlackFloor.workspace();
        slack.faults().everywhere(new Fault.Status(503));
        try (SlackFloor floor = new SlackFloor(slack, SlackFloor.builder(slack).build(), gate -> gate)) {
            assertThat(floor.export(5).get(30, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo(RefusalCode.NO_CHANNEL));
        }
    }
}
