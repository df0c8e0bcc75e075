package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.slack.loopback.HttpDoor.Answer;
import dev.approvals.slack.loopback.HttpDoor.Ask;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Web API: whose token it is, what that may do, how often, and then the method itself. Thread-safe. */
final class WebApi {

    static final String PREFIX = "/api/";

    private final Workspace workspace;
    private final Methods methods;
    private final RateLimits limits;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();

    WebApi(Workspace workspace, Methods methods, RateLimits limits) {
        this.workspace = workspace;
        this.methods = methods;
        this.limits = limits;
    }

    void put(Token token) {
        tokens.put(token.value(), token);
    }

    /** Every call that came with a token that counts, whatever became of it. */
    List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    Answer answer(Ask ask) {
        String name = ask.path().substring(PREFIX.length());
        try {
            Methods.Method method = methods.named(name).orElseThrow(() -> Refused.because("unknown_method"));
            Map<String, String> arguments = Arguments.of(ask, method.json());
            Token token = token(ask, arguments);
            ApiCall call = new ApiCall(name, withoutToken(arguments), token);
            calls.add(call);
            return limits.tooSoon(name, arguments.getOrDefault("channel", ""))
                    .map(WebApi::tooMany)
                    .orElseGet(() -> withScopes(done(method, call), token));
        } catch (Refused refused) {
            return Answer.json(200, refused.answer().toString());
        }
    }

    private ObjectNode done(Methods.Method method, ApiCall call) {
        try {
            check(method, call.token());
            if (!method.scope().isEmpty()) {
                call.needs(method.scope());
            }
            return workspace.guarded().in(() -> method.body().apply(call)).put("ok", true);
        } catch (Refused refused) {
            return refused.answer();
        }
    }

    /** Slack names what the token may do beside every answer; for app-level tokens it does not promise to. */
    private static Answer withScopes(ObjectNode answer, Token token) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        if (token.named()) {
            headers.put("X-OAuth-Scopes", token.provided());
        }
        return new Answer(200, headers, answer.toString());
    }

    static Answer tooMany(long seconds) {
        Map<String, String> headers = new TreeMap<>(Map.of("Retry-After", Long.toString(seconds)));
        headers.put("Content-Type", "application/json; charset=utf-8");
        return new Answer(429, headers, "{\"ok\":false,\"error\":\"ratelimited\"}");
    }

    private Token token(Ask ask, Map<String, String> arguments) {
        String value = ask.authorization()
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()))
                .orElseGet(() -> arguments.getOrDefault("token", ""));
        if (value.isEmpty()) {
            throw Refused.because("not_authed");
        }
        Token token = tokens.get(value);
        if (token == null) {
            throw Refused.because("invalid_auth");
        }
        if (token.revoked()) {
            throw Refused.because("token_revoked");
        }
        return token;
    }

    private static void check(Methods.Method method, Token token) {
        if (!method.both() && method.app() != token.app()) {
            throw Refused.because("not_allowed_token_type");
        }
    }

    private static Map<String, String> withoutToken(Map<String, String> arguments) {
        Map<String, String> rest = new TreeMap<>(arguments);
        rest.remove("token");
        return Map.copyOf(rest);
    }
}
