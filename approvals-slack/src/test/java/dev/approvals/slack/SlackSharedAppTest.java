package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.outcome.Outcome;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.store.ApprovalStore;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row 6: several approvers with the tokens of one app, so that Slack hands a click to any of their connections, or to two. */
final class SlackSharedAppTest {

    private final SlackTown town = new SlackTown();
    private final ApprovalStore shared = new InMemoryApprovalStore(town.clock);
    private final StoreKeys keys = StoreKeys.random();

    @AfterEach
    void close() {
        town.close();
    }

    private static ToolSpec.Builder tool() {
        return ToolSpec.named("drop").summary("Drop {table}").reviewers("dba").quorum(2);
    }

    private SlackHouse process() throws Exception {
        return new SlackHouse(
                town, WayIn.SOCKET_MODE, tool(), gate -> gate.store(shared).keys(keys));
    }

    private static int decisions(SlackHouse... houses) {
        return List.of(houses).stream()
                .mapToInt(house ->
                        house.audit.events(AuditEventType.APPROVAL_DECIDED).size())
                .sum();
    }

    @Test
    void row6AClickCountsWhicheverProcessOfAnAppItIsHandedTo() throws Exception {
        try (SlackHouse first = process();
                SlackHouse second = process()) {
            CompletableFuture<Outcome> call = first.dropping("old");
            first.awaitTold(first.pending("old").id(), AuditEventType.APPROVAL_NOTIFIED);
            SlackMessage card = first.card(SlackHouse.OPS);
            town.click(town.alice, card, "Approve"); // each connection in turn
            town.click(town.dora, card, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            town.rewritten(card, "approved: by");
            assertThat(first.dropped).containsExactly("old");
            assertThat(second.dropped).isEmpty();
            assertThat(decisions(first, second)).isEqualTo(2);
            assertThat(town.about("old")).hasSize(1);
        }
    }

    @Test
    void row6AnEnvelopeThatIsHandedToTwoProcessesIsOneVoteAndNobodyIsToldOtherwise() throws Exception {
        try (SlackHouse first = process();
                SlackHouse second = process()) {
            CompletableFuture<Outcome> call = first.dropping("old");
            first.awaitTold(first.pending("old").id(), AuditEventType.APPROVAL_NOTIFIED);
            SlackMessage card = first.card(SlackHouse.OPS);
            town.slack.sockets().sendText(envelope(town.alice.clickPayload(card, "Approve")));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> decisions(first, second) == 1);
            assertThat(call).isNotDone();
            town.slack.sockets().sendText(envelope(town.dora.clickPayload(card, "Approve")));

            assertThat(SlackHouse.end(call)).returned("dropped");
            first.close(); // what is under way is ended first
            second.close();
            assertThat(decisions(first, second)).isEqualTo(2);
            assertThat(first.dropped).containsExactly("old");
            assertThat(town.slack.ephemeral(SlackHouse.OPS, "U0ALICE")).isEmpty();
            assertThat(town.slack.ephemeral(SlackHouse.OPS, "U0DORA")).isEmpty();
        }
    }

    private static String envelope(ObjectNode payload) {
        ObjectNode envelope = new ObjectMapper().createObjectNode();
        envelope.put("envelope_id", "e-" + payload.at("/user/id").asText())
                .put("type", "interactive")
                .put("accepts_response_payload", false)
                .set("payload", payload);
        return envelope.toString();
    }

    @Test
    void row6TwoApproversOfOneGateAreTwoCardsAndOneRequest() throws Exception {
        SlackApprover another = SlackApprover.builder()
                .botToken(town.slack.botToken())
                .socketMode(town.slack.appToken())
                .endpoint(town.slack.endpoint())
                .clock(town.clock)
                .channel(SlackHouse.SECURITY)
                .build();
        try (SlackHouse house = new SlackHouse(town, WayIn.SOCKET_MODE, tool(), gate -> gate.approver(another))) {
            town.slack.sockets().awaitConnections(2);
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage here = house.card(SlackHouse.OPS);
            SlackMessage there = house.card(SlackHouse.SECURITY);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() ->
                            house.audit.events(AuditEventType.APPROVAL_NOTIFIED).size() == 2);
            town.click(town.alice, here, "Approve");
            town.click(town.dora, there, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            town.rewritten(here, "approved: by");
            town.rewritten(there, "approved: by");
            assertThat(house.dropped).containsExactly("old");
            assertThat(decisions(house)).isEqualTo(2);
        } finally {
            another.close();
        }
    }
}
