package dev.approvals.slack.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import dev.approvals.core.render.Topic;
import dev.approvals.slack.loopback.BlockKit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The blocks of a message as Slack gets them, looked through against what Slack documents, and for text that it would read markup in. */
final class Looked {

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
        assertThat(BlockKit.messageErrors(json)).isEmpty();
        assertThat(text()).hasSizeLessThan(8_000);
        assertThat(of(json)).allSatisfy(Looked::isLiteral);
    }

    /** Markup is read in headings of ours only, emoji nowhere, and nothing is folded away. */
    private static void isLiteral(JsonNode node) {
        switch (node.path("type").asText()) {
            case "mrkdwn" -> assertThat(HEADINGS).contains(node.path("text").asText());
            case "plain_text" -> assertThat(node.path("emoji").asBoolean(true)).isFalse();
            case "section" -> assertThat(node.path("expand").asBoolean()).isTrue();
            case "markdown", "rich_text_section", "rich_text_list", "rich_text_quote", "link", "user", "broadcast" ->
                throw new AssertionError("Slack reads more than letters in " + node);
            default -> {}
        }
    }
}
