package dev.approvals.slack.act;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.chat.Binding;
import dev.approvals.slack.button.Button;
import dev.approvals.slack.web.MessageId;

/** Interactions as Slack sends them, with the members that its documentation shows. */
final class SamplePayloads {

    static final String BINDING = "a1/r-1/0/0123abcd";

    private static final ObjectMapper JSON = new ObjectMapper();

    private SamplePayloads() {}

    static ObjectNode press(Button button) {
        return json(PRESS.formatted(button.actionId(), BINDING));
    }

    static ObjectNode submission(Button button, String comment) {
        ObjectNode payload = json(SUBMISSION.formatted(new Slip(
                        button,
                        "U1",
                        new MessageId("C1", "1767603600.000100", ""),
                        Binding.of(BINDING).orElseThrow())
                .text()));
        ((ObjectNode) payload.at("/view/state/values/words/text")).put("value", comment);
        return payload;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final String PRESS = """
            {"type":"block_actions",
             "user":{"id":"U1","username":"alice","name":"alice","team_id":"T1"},
             "api_app_id":"A1","token":"legacy",
             "container":{"type":"message","message_ts":"1767603600.000100","channel_id":"C1","is_ephemeral":false},
             "trigger_id":"13345224609.738474920.8088930838d88f008e0",
             "team":{"id":"T1","domain":"example"},"enterprise":null,"is_enterprise_install":false,
             "channel":{"id":"C1","name":"approvals"},
             "message":{"type":"message","user":"UBOT","ts":"1767603600.000100","text":"*anything* <!channel>"},
             "state":{"values":{}},"response_url":"https://hooks.slack.com/actions/T1/1/x",
             "actions":[{"action_id":"%s","block_id":"b1","type":"button","action_ts":"1767603601.000000",
                         "text":{"type":"plain_text","text":"Approve"},"value":"%s"}]}
            """;

    private static final String SUBMISSION = """
            {"type":"view_submission",
             "team":{"id":"T1","domain":"example"},"enterprise":null,"is_enterprise_install":false,
             "user":{"id":"U1","username":"alice","name":"alice","team_id":"T1"},
             "api_app_id":"A1","token":"legacy","trigger_id":"13345224609.738474920.8088930838d88f008e0",
             "view":{"id":"V1","team_id":"T1","app_id":"A1","bot_id":"B1","type":"modal","callback_id":"approvals.words",
                     "private_metadata":"%s","hash":"1","blocks":[],"clear_on_close":false,"notify_on_close":false,
                     "state":{"values":{"words":{"text":{"type":"plain_text_input","value":null}}}}},
             "response_urls":[]}
            """;
}
