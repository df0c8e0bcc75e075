package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A call that Slack does not take, with its answer. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ObjectNode answer;

    private Refused(ObjectNode answer) {
        super(answer.path("error").asText());
        this.answer = answer.put("ok", false);
    }

    static Refused because(String error) {
        return new Refused(Json.object().put("error", error));
    }

    /** For blocks and views, with what is wrong with them. */
    static Refused because(String error, List<String> wrong) {
        ObjectNode answer = Json.object().put("error", error);
        ArrayNode errors = answer.putArray("errors");
        ArrayNode messages = answer.putObject("response_metadata").putArray("messages");
        wrong.forEach(each -> {
            errors.add(each);
            messages.add("[ERROR] " + each);
        });
        return new Refused(answer);
    }

    static Refused missingScope(String needed, Token token) {
        return new Refused(Json.object()
                .put("error", "missing_scope")
                .put("needed", needed)
                .put("provided", token.provided()));
    }

    ObjectNode answer() {
        return answer;
    }
}
