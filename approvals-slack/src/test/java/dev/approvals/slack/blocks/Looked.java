package dev.approvals.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import dev.approvals.core.render.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The blocks of a message as Slack gets them, looked through against what Slack documents. */
final class Looked {

    private static final Map<String, Set<String>> MEMBERS = Map.of(
            "header", Set.of("type", "text"),
            "section", Set.of("type", "text", "fields", "expand"),
            "context", Set.of("type", "elements"),
            "rich_text", Set.of("type", "elements"),
            "rich_text_preformatted", Set.of("type", "elements"),
            "text", Set.of("type", "text"),
            "actions", Set.of("type", "elements"),
            "button", Set.of("type", "text", "action_id", "value", "style", "url"),
            "plain_text", Set.of("type", "text", "emoji"),
            "mrkdwn", Set.of("type", "text"));

    private static final Set<String> HEADINGS =
            Stream.of(Topic.values()).map(topic -> "*" + topic.title() + "*").collect(Collectors.toSet());

    private final List<LayoutBlock> blocks;
    private final JsonNode json;

    Looked(List<LayoutBlock> blocks) {
        this.blocks = blocks;
        try {
            json = new ObjectMapper().readTree(GsonFactory.createSnakeCase().toJson(blocks));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The SDK writes what is no JSON", e);
        }
    }

    JsonNode json() {
        return json;
    }

    /** All texts, one below the other. */
    String text() {
        return of(json).map(node -> node.path("text"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
    }

    List<String> labels() {
        return buttons()
                .map(button -> button.path("text").path("text").asText())
                .toList();
    }

    List<String> fenced() {
        return of(json).filter(node -> node.path("type").asText().equals("text"))
                .map(node -> node.path("text").asText())
                .toList();
    }

    Stream<JsonNode> buttons() {
        return of(json).filter(node -> node.path("type").asText().equals("button"));
    }

    private static Stream<JsonNode> of(JsonNode node) {
        Stream.Builder<JsonNode> inner = Stream.builder();
        node.forEach(inner);
        return Stream.concat(Stream.of(node), inner.build().flatMap(Looked::of));
    }

    void isWhatSlackTakes() {
        assertThat(blocks).hasSizeBetween(1, 50);
        assertThat(of(json).filter(node -> node.has("type"))).allSatisfy(Looked::isKnown);
        assertThat(of(json).filter(node -> node.path("text").isTextual()))
                .allSatisfy(node -> assertThat(node.path("text").asText()).isNotBlank());
        int chars = of(json).filter(node -> node.path("text").isTextual())
                .mapToInt(node -> node.path("text").asText().length())
                .sum();
        assertThat(chars).isLessThanOrEqualTo(8_000);
        json.forEach(Looked::isWithinLimits);
    }

    private static void isKnown(JsonNode node) {
        String type = node.path("type").asText();
        assertThat(MEMBERS).containsKey(type);
        node.fieldNames().forEachRemaining(name -> assertThat(MEMBERS.get(type)).contains(name));
        if (type.equals("mrkdwn")) {
            assertThat(HEADINGS).contains(node.path("text").asText());
        }
        if (type.equals("plain_text")) {
            assertThat(node.path("emoji").asBoolean(true)).isFalse();
        }
    }

    private static void isWithinLimits(JsonNode block) {
        switch (block.path("type").asText()) {
            case "header" -> assertThat(length(block.path("text"))).isLessThanOrEqualTo(150);
            case "section" -> {
                assertThat(block.path("expand").asBoolean()).isTrue();
                assertThat(block.has("text") != block.has("fields")).isTrue();
                assertThat(length(block.path("text"))).isLessThanOrEqualTo(3_000);
                assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
                block.path("fields").forEach(field -> assertThat(length(field)).isLessThanOrEqualTo(2_000));
            }
            case "context" -> assertThat(block.path("elements").size()).isBetween(1, 10);
            case "rich_text" -> assertThat(block.path("elements").size()).isPositive();
            default -> areButtons(block);
        }
    }

    private static void areButtons(JsonNode block) {
        assertThat(block.path("type").asText()).isEqualTo("actions");
        assertThat(block.path("elements").size()).isBetween(1, 25);
        assertThat(block.path("elements")).allSatisfy(button -> {
            assertThat(length(button.path("text"))).isBetween(1, 75);
            assertThat(button.path("action_id").asText()).hasSizeBetween(1, 255);
            assertThat(button.path("value").asText()).hasSizeLessThanOrEqualTo(2_000);
            assertThat(button.path("url").asText()).hasSizeLessThanOrEqualTo(3_000);
            assertThat(button.path("style").asText("primary")).isIn("primary", "danger");
        });
        assertThat(block.findValuesAsText("action_id")).doesNotHaveDuplicates();
    }

    private static int length(JsonNode text) {
        return text.path("text").asText().length();
    }
}
