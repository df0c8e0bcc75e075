package dev.approvals.slack;

import static dev.approvals.testkit.ApprovalsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.render.Topic;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.slack.SlackHouse.WayIn;
import dev.approvals.slack.loopback.SlackMessage;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 16 over a whole life of a request: whatever is sent to Slack, nothing in it that others wrote is read as markup. */
final class SlackHostileTest {

    private static final String ATTACK =
            "<!channel> <@U0CAROL> <https://evil.test|https://bank.test> *APPROVED* `x` :smile:";
    private static final String WORDS = "<!here> *Counted.* <https://evil.test|inbox>";
    private static final Set<String> HEADINGS =
            Stream.of(Topic.values()).map(topic -> "*" + topic.title() + "*").collect(Collectors.toSet());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SlackTown town = new SlackTown();
    private SlackHouse house;

    @BeforeEach
    void open() throws Exception {
        ToolSpec.Builder tool = ToolSpec.named("drop").summary("Drop {table}").reviewers("dba");
        house = new SlackHouse(town, WayIn.SIGNED_HTTP, tool, gate -> gate.escalateTo(1, "security"));
    }

    @AfterEach
    void close() throws Exception {
        house.close();
        town.close();
    }

    @Test
    void row16NothingThatOthersWroteIsReadAsMarkupFromTheCardToItsEnd() throws Exception {
        CompletableFuture<Outcome> call = house.dropping(ATTACK);
        house.awaitTold(house.pending(ATTACK).id(), AuditEventType.APPROVAL_NOTIFIED);
        SlackMessage card = house.card(SlackHouse.OPS);
        town.say(town.alice, card, "approvals.escalate", WORDS);
        SlackMessage above = house.card(SlackHouse.SECURITY);
        ObjectNode late = town.carol.clickPayload(above, "Approve");
        town.say(town.carol, above, "approvals.deny_with_reason", WORDS);
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.rewritten(above, "Counted.");
        town.taken(town.slack.deliver(late));
        town.told("U0CAROL", SlackHouse.SECURITY);

        assertThat(sent("chat.postMessage")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sent("chat.update")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(sent("chat.postEphemeral")).hasSize(1);
        for (Map<String, String> message : sent("chat.postMessage", "chat.update", "chat.postEphemeral")) {
            assertLiteral(JSON.readTree(message.get("blocks")));
            assertThat(message.get("text")).as("in notifications").doesNotContain("<!", "<@", "<http");
            assertThat(message).containsEntry("parse", "none").containsEntry("link_names", "0");
        }
        assertThat(sent("chat.postMessage"))
                .allSatisfy(message ->
                        assertThat(message).containsEntry("unfurl_links", "0").containsEntry("unfurl_media", "0"));
        for (Map<String, String> modal : sent("views.open")) {
            assertThat(modal.get("view")).as("our own words only").doesNotContain("<!", "<@", "bank.test", "mrkdwn");
        }
    }

    @Test
    void row19SecretsAreInNothingThatIsSentToSlack() throws Exception {
        String secret = "https://bob:hunter2hunter2@db.test/orders?" + "page=".repeat(3_000);
        CompletableFuture<Outcome> call = house.dropping(secret);
        SlackMessage card = house.card(SlackHouse.OPS);
        town.slack.await(SlackHouse.OPS, message -> !message.files().isEmpty());
        town.click(town.alice, card, "Deny");
        assertThat(SlackHouse.end(call)).wasRefused(RefusalCode.DENIED_BY_REVIEWER);
        town.rewritten(card, "U0ALICE");

        assertThat(sent(
                        "chat.postMessage",
                        "chat.update",
                        "files.getUploadURLExternal",
                        "files.completeUploadExternal"))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(sent -> assertThat(sent.toString()).doesNotContain("hunter2"));
        assertThat(town.slack.files())
                .singleElement()
                .satisfies(file ->
                        assertThat(file.text()).contains("db.test/orders").doesNotContain("hunter2"));
    }

    private List<Map<String, String>> sent(String... methods) {
        return Stream.of(methods)
                .flatMap(method -> town.slack.calls(method).stream())
                .toList();
    }

    private static void assertLiteral(JsonNode sent) {
        List<String> markup = new ArrayList<>();
        for (JsonNode node : sent.findParents("type")) {
            switch (node.path("type").asText()) {
                case "mrkdwn" -> markup.add(node.path("text").asText());
                case "plain_text" ->
                    assertThat(node.path("emoji").asBoolean(true)).isFalse();
                case "link", "broadcast", "markdown" -> throw new AssertionError("Slack reads markup in " + node);
                default -> {}
            }
        }
        assertThat(HEADINGS).containsAll(markup);
    }
}
