package dev.approvals.slack.loopback;

import static dev.approvals.slack.loopback.Elements.any;
import static dev.approvals.slack.loopback.Elements.plain;
import static dev.approvals.slack.loopback.Rule.bool;
import static dev.approvals.slack.loopback.Rule.byType;
import static dev.approvals.slack.loopback.Rule.list;
import static dev.approvals.slack.loopback.Rule.string;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Slack's checks of blocks and modals: shapes, limits, ids. It knows the blocks that a card or a modal is made of; any other is
 * refused. Errors read as Slack's own. Thread-safe.
 */
public final class BlockKit {

    /**
     * The most characters of text in one message. Slack documents none; it has refused 11,341 as {@code msg_blocks_too_long}
     * (github.com/slackapi/bolt-js/issues/2867).
     */
    public static final int MESSAGE_CHARACTERS = 11_000;

    private static final Rule BLOCK_ID = string(1, 255, (id, walk) -> walk.blockId(id));
    private static final Shape BLOCK = Shape.empty().takes("block_id", BLOCK_ID);

    private static final Rule SECTION = BLOCK.takes("text", any(3_000))
            .takes("fields", list(1, 10, any(2_000)))
            .takes("accessory", Elements.ACCESSORY)
            .takes("expand", bool())
            .needsOne("text", "fields", true);

    private static final Shape INPUT = BLOCK.needs("label", plain(2_000))
            .needs("element", Elements.INPUT)
            .takes("hint", plain(2_000))
            .takes("optional", bool())
            .takes("dispatch_action", bool());

    private static final Rule IMAGE = BLOCK.needs("alt_text", Rule.text(1, 2_000))
            .takes("image_url", Rule.address())
            .takes("slack_file", Shape.empty().takes("id", string(1, 255)))
            .takes("title", plain(2_000))
            .needsOne("image_url", "slack_file", false);

    private static final Rule KNOWN = byType(Map.of(
            "section", SECTION,
            "header", BLOCK.needs("text", plain(150)),
            "divider", BLOCK,
            "context", BLOCK.needs("elements", list(1, 10, Elements.CONTEXT)),
            "actions", BLOCK.needs("elements", list(1, 25, Elements.ACTIONS)),
            "rich_text", BLOCK.needs("elements", RichText.ELEMENTS),
            "markdown", BLOCK.needs("text", Rule.text(1, 12_000)),
            "image", IMAGE,
            "input", input()));

    private static final Rule ONE = (value, walk) -> {
        walk.block();
        KNOWN.check(value, walk);
    };

    private static final Rule VIEW = Shape.empty()
            .needs("title", plain(24))
            .needs("blocks", list(1, 100, ONE))
            .takes("close", plain(24))
            .takes("submit", plain(24))
            .takes("private_metadata", string(0, 3_000))
            .takes("callback_id", string(1, 255))
            .takes("external_id", string(1, 255))
            .takes("clear_on_close", bool())
            .takes("notify_on_close", bool());

    private BlockKit() {}

    private static Rule input() {
        return (value, walk) -> {
            walk.input();
            INPUT.check(value, walk);
        };
    }

    /** {@return what is wrong with the blocks of a message; empty if nothing} */
    public static List<String> messageErrors(JsonNode blocks) {
        Walk walk = Walk.from("/blocks");
        list(0, 50, ONE).check(blocks, walk);
        return walk.findings().wrong();
    }

    /** {@return how many characters of text the blocks of a message show} */
    public static int characters(JsonNode blocks) {
        Walk walk = Walk.from("/blocks");
        list(0, 50, ONE).check(blocks, walk);
        return walk.findings().characters();
    }

    /** {@return what is wrong with a modal; empty if nothing} */
    public static List<String> viewErrors(JsonNode view) {
        Walk walk = Walk.from("/view");
        byType(Map.of("modal", VIEW)).check(view, walk);
        if (walk.findings().asksForInput() && !view.has("submit")) {
            walk.wrong("must define `submit` to use an `input` block in modals");
        }
        return walk.findings().wrong();
    }
}
