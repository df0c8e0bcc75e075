package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvals.audit.AuditEventType;
import dev.approvals.core.ApprovalsBuilder;
import dev.approvals.core.seal.StoreKeys;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.jdbc.JdbcApprovalStore;
import dev.approvals.outcome.Outcome;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.SignedRequest;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.store.ApprovalStore;
import dev.approvals.tool.ToolSpec;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clicks that reach another process than the one that posted the card, and clicks that nobody made. */
final class SlackNodesTest {

    private final SlackTown town = new SlackTown();
    private final StoreKeys keys = StoreKeys.random();

    @AfterEach
    void close() {
        town.close();
    }

    private Consumer<ApprovalsBuilder> on(ApprovalStore store) {
        return gate -> gate.store(store).keys(keys);
    }

    private static ToolSpec.Builder tool() {
        return ToolSpec.named("drop").summary("Drop {table}").reviewers("dba");
    }

    @Test
    void aClickThatReachesAnotherProcessReleasesTheCallOfTheFirst() throws Exception {
        ApprovalStore shared = new InMemoryApprovalStore(town.clock);
        try (SlackHouse first = new SlackHouse(town, WayIn.SIGNED_HTTP, tool(), on(shared));
                SlackHouse second = new SlackHouse(town, WayIn.SIGNED_HTTP, tool(), on(shared))) {
            town.slack.interactivityAt(second.interactivity());
            CompletableFuture<Outcome> call = first.dropping("old");
            SlackMessage card = first.card(SlackHouse.OPS);
            town.click(town.alice, card, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            assertThat(first.dropped).containsExactly("old");
            assertThat(second.dropped).isEmpty();
            town.rewritten(card, "approved: by alice");
        }
    }

    @Test
    void aCardIsDecidedAfterTheProcessThatPostedItStartedAnew(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("approvals.db");
        SlackMessage card;
        try (ApprovalStore store = JdbcApprovalStore.sqlite(file);
                SlackHouse before = new SlackHouse(town, WayIn.SOCKET_MODE, tool().runLater(true), on(store))) {
            before.dropLater("old");
            card = before.card(SlackHouse.OPS);
            before.audit.await(AuditEventType.APPROVAL_DETACHED);
            before.audit.await(AuditEventType.APPROVAL_NOTIFIED);
        }
        try (ApprovalStore store = JdbcApprovalStore.sqlite(file);
                SlackHouse after = new SlackHouse(town, WayIn.SOCKET_MODE, tool().runLater(true), on(store))) {
            town.click(town.alice, card, "Approve");

            await().atMost(Duration.ofSeconds(30)).until(() -> after.dropped.equals(List.of("old")));
            town.rewritten(card, "approved: by alice");
        }
    }

    @Test
    void forgedAndReplayedRequestsDecideNothing() throws Exception {
        try (SlackHouse house = new SlackHouse(town, WayIn.SIGNED_HTTP, tool().quorum(2), gate -> {})) {
            CompletableFuture<Outcome> call = house.dropping("old");
            SlackMessage card = house.card(SlackHouse.OPS);
            SignedRequest signed = town.slack.signed(town.alice.clickPayload(card, "Approve"));
            SignedRequest asDora = signed.withBody(signed.body().replace("U0ALICE", "U0DORA"));
            SignedRequest later =
                    signed.withTimestamp(String.valueOf(town.clock.now().getEpochSecond() + 1));

            assertThat(status(house, asDora)).isEqualTo(401);
            assertThat(status(house, later)).isEqualTo(401);
            assertThat(status(house, signed.withSignature("v0=" + "0".repeat(64))))
                    .isEqualTo(401);
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).isEmpty();
            assertThat(status(house, signed)).isEqualTo(200);
            assertThat(status(house, signed)).isEqualTo(200);
            house.audit.await(AuditEventType.APPROVAL_DECIDED);
            town.clock.advance(Duration.ofSeconds(301));
            assertThat(status(house, signed)).isEqualTo(401);
            assertThat(call).isNotDone();
            town.click(town.dora, card, "Approve");

            assertThat(SlackHouse.end(call)).returned("dropped");
            assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(2);
        }
    }

    private static int status(SlackHouse house, SignedRequest request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.to(house.interactivity()), BodyHandlers.discarding())
                .statusCode();
    }
}
