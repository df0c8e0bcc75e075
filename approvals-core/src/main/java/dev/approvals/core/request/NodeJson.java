package dev.approvals.core.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What a process tells of itself in the store, as JSON, both ways. */
public final class NodeJson {

    private static final int VERSION = 1;

    private NodeJson() {}

    /**
     * A process, as long as it lives.
     *
     * @param host whether somebody there takes the outcomes of calls whose caller was handed the id
     * @param since when it began
     */
    public record NodeFile(boolean host, Instant since) {}

    /**
     * Writes what does not change.
     *
     * @param node the process
     * @return JSON
     */
    public static String write(NodeFile node) {
        ObjectNode json = Json.object();
        json.put("v", VERSION);
        json.put("host", node.host());
        json.put("since", node.since().toString());
        return Json.write(json);
    }

    /**
     * Reads what does not change.
     *
     * @param json what {@link #write} gave
     * @return the process
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static NodeFile read(String json) {
        return Json.read(json, node -> new NodeFile(Json.flag(node, "host"), Json.instant(node, "since")));
    }

    /**
     * Writes who looks after what a process left behind.
     *
     * @param by the process that does; empty while the other one lives
     * @return JSON
     */
    public static String heir(String by) {
        ObjectNode json = Json.object();
        json.put("heir", by);
        return Json.write(json);
    }

    /**
     * Reads who looks after what a process left behind.
     *
     * @param json what {@link #heir} gave
     * @return the process that does; empty while the other one lives
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static String readHeir(String json) {
        return Json.read(json, node -> Json.text(node, "heir"));
    }
}
