package dev.approvals.slack.web;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;
import java.util.Objects;

/**
 * What a message says.
 *
 * @param blocks its blocks
 * @param fallback what notifications show instead; Slack reads markup in it
 */
public record Message(List<LayoutBlock> blocks, String fallback) {

    /** Copies the list. */
    public Message {
        Objects.requireNonNull(fallback, "fallback");
        blocks = List.copyOf(blocks);
    }
}
