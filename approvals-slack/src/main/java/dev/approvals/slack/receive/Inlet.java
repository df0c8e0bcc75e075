package dev.approvals.slack.receive;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who acts upon what came in. Answers at once, since Slack waits for three seconds only. Thread-safe. */
@FunctionalInterface
public interface Inlet {

    /**
     * Takes an interaction whose sender is known to be Slack. It may be told more than once.
     *
     * @param key by what it is known again
     * @param payload what happened, as Slack tells it
     * @return how to acknowledge it; it is acted upon later, by another thread
     */
    Acknowledgement take(String key, ObjectNode payload);
}
