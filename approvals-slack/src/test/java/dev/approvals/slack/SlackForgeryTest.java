package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.SignedRequest;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.tool.ToolSpec;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 7 at the servlet of a gate with a call that waits: what Slack did not sign in these very bytes decides nothing. */
final class SlackForgeryTest {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newHttpClient();
    private final SlackTown town = new SlackTown();
    private SlackHouse house;
    private CompletableFuture<Outcome> call;
    private SlackMessage card;

    @BeforeEach
    void aCallWaits() throws Exception {
        ToolSpec.Builder tool = ToolSpec.named("drop").summary("Drop {table}").reviewers("dba");
        house = new SlackHouse(town, WayIn.SIGNED_HTTP, tool, gate -> {});
        call = house.dropping("old");
        house.awaitTold(house.pending("old").id(), AuditEventType.APPROVAL_NOTIFIED);
        card = house.card(SlackHouse.OPS);
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        town.close();
    }

    @Test
    void row7AByteChangedInBodyTimeOrSignatureIsRefusedAndTheClickItselfThenCounts() throws Exception {
        SignedRequest good = town.slack.signed(town.alice.clickPayload(card, "Approve"));

        List<Integer> statuses = statuses(forgeries(good));

        assertThat(statuses).hasSizeGreaterThan(1_000).containsOnly(401);
        assertNothingHappened();
        assertThat(send(request(good, good.body().getBytes(UTF_8))).statusCode())
                .isEqualTo(200);
        assertThat(SlackHouse.end(call)).returned("dropped");
        assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(1);
    }

    /** One bit of each byte; in the headers one that leaves a character that a header may hold. */
    private List<HttpRequest> forgeries(SignedRequest good) {
        List<HttpRequest> all = new ArrayList<>();
        byte[] body = good.body().getBytes(UTF_8);
        for (int i = 0; i < body.length; i++) {
            byte[] flipped = body.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            all.add(request(good, flipped));
        }
        for (int i = 0; i < good.timestamp().length(); i++) {
            all.add(request(good.withTimestamp(flipped(good.timestamp(), i)), body));
        }
        for (int i = 0; i < good.signature().length(); i++) {
            all.add(request(good.withSignature(flipped(good.signature(), i)), body));
        }
        return all;
    }

    private static String flipped(String text, int place) {
        char[] flipped = text.toCharArray();
        flipped[place] ^= 1;
        return new String(flipped);
    }

    private HttpRequest request(SignedRequest signed, byte[] body) {
        return HttpRequest.newBuilder(house.interactivity())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", signed.timestamp())
                .header("X-Slack-Signature", signed.signature())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpResponse<Void> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.discarding());
    }

    private List<Integer> statuses(List<HttpRequest> requests) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += AT_ONCE) {
            List<CompletableFuture<HttpResponse<Void>>> sent =
                    requests.subList(from, Math.min(from + AT_ONCE, requests.size())).stream()
                            .map(request -> client.sendAsync(request, BodyHandlers.discarding()))
                            .toList();
            for (CompletableFuture<HttpResponse<Void>> answer : sent) {
                statuses.add(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode());
            }
        }
        return statuses;
    }

    private void assertNothingHappened() {
        assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).isEmpty();
        assertThat(house.dropped).isEmpty();
        assertThat(call).isNotDone();
        assertThat(town.slack.everything(SlackHouse.OPS)).hasSize(1);
    }

    @Test
    void row6AClickThatIsReplayedWithinItsTimeChangesNothingAndIsNoSecondPersonsVote() throws Exception {
        SignedRequest good = town.slack.signed(town.alice.clickPayload(card, "Deny"));
        for (int i = 0; i < 5; i++) {
            assertThat(send(request(good, good.body().getBytes(UTF_8))).statusCode())
                    .isEqualTo(200);
        }

        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.rewritten(card, "U0ALICE");
        assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).hasSize(1);
        assertThat(town.slack.ephemeral(SlackHouse.OPS, "U0ALICE")).isEmpty();
    }

    @Test
    void row7ASignedClickOfAnotherAppOrWorkspaceDecidesNothing() throws Exception {
        SignedRequest otherApp =
                town.slack.signed(town.alice.clickPayload(card, "Approve").put("api_app_id", "A0OTHER"));
        var otherTeam = town.alice.clickPayload(card, "Approve");
        otherTeam.withObject("/user").put("team_id", "T0OTHER");
        SignedRequest stranger = town.slack.signed(otherTeam);

        assertThat(send(request(otherApp, otherApp.body().getBytes(UTF_8))).statusCode())
                .isEqualTo(403);
        assertNothingHappened();
        assertThat(send(request(stranger, stranger.body().getBytes(UTF_8))).statusCode())
                .isEqualTo(200);
        assertThat(town.told("U0ALICE", SlackHouse.OPS)).contains("another Slack workspace");
        assertThat(house.audit.events(AuditEventType.APPROVAL_DECIDED)).isEmpty();
        assertThat(call).isNotDone();
    }
}
