package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call of the Web API, with a token that counts. Immutable.
 *
 * @param method such as {@code chat.postMessage}
 * @param arguments what was sent, structures as JSON text
 * @param token the caller's
 */
record ApiCall(String method, Map<String, String> arguments, Token token) {

    void needs(String scope) {
        if (!token.scopes().contains(scope)) {
            throw Refused.missingScope(scope, token);
        }
    }

    Optional<String> argument(String name) {
        return Optional.ofNullable(arguments.get(name)).filter(value -> !value.isEmpty());
    }

    String required(String name) {
        return argument(name)
                .orElseThrow(() -> Refused.because("invalid_arguments", List.of("missing required field: " + name)));
    }

    /** An argument that is JSON; {@code error} is answered where it is something else. */
    Optional<JsonNode> json(String name, String error) {
        return argument(name).map(text -> Json.parsed(text).orElseThrow(() -> Refused.because(error)));
    }
}
