package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file on its way into Slack, there, or gone again. Immutable.
 *
 * @param id Slack's id
 * @param name the file name
 * @param title the title; the name where none was given
 * @param length the length that was announced
 * @param content the bytes, once they have come
 * @param complete whether the upload was completed
 * @param channel where it is shared; empty if nowhere
 * @param threadTs the thread where it is shared; empty if none
 * @param deleted whether it is gone
 */
public record SlackFile(
        String id,
        String name,
        String title,
        int length,
        Optional<byte[]> content,
        boolean complete,
        String channel,
        String threadTs,
        boolean deleted) {

    /** {@return the bytes as UTF-8; empty before they have come} */
    public String text() {
        return content.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse("");
    }

    SlackFile filled(byte[] bytes) {
        return new SlackFile(id, name, title, length, Optional.of(bytes), complete, channel, threadTs, deleted);
    }

    SlackFile completed(String itsTitle, String itsChannel, String itsThread) {
        return new SlackFile(id, name, itsTitle, length, content, true, itsChannel, itsThread, deleted);
    }

    SlackFile gone() {
        return new SlackFile(id, name, title, length, content, complete, channel, threadTs, true);
    }

    ObjectNode json() {
        return Json.object().put("id", id).put("name", name).put("title", title).put("size", length);
    }
}
