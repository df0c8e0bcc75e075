package dev.approvals.http.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.audit.AuditEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is sent of one event: a CloudEvent that names the request and says nothing of what it holds. A receiver that
 * may know more asks the API, as itself.
 *
 * @param id the same for each attempt, so that a receiver can tell a repeated message
 * @param type the event's type
 * @param body the CloudEvent
 */
record Message(String id, String type, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPES = "dev.approvals.";

    static Message of(AuditEvent event) {
        String id = event.callId() + "-" + event.sequence();
        ObjectNode body = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/approvals/" + URLEncoder.encode(event.origin().realm(), StandardCharsets.UTF_8))
                .put("type", TYPES + event.type().name())
                .put("subject", event.callId())
                .put("time", event.at().toString())
                .put("datacontenttype", "application/json");
        body.putObject("data")
                .put("requestId", event.callId())
                .put("realm", event.origin().realm())
                .put("sequence", event.sequence());
        return new Message(id, event.type().name(), body.toString());
    }
}
