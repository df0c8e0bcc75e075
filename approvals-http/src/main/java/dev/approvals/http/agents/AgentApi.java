package dev.approvals.http.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.RemoteCall;
import dev.approvals.RemoteTool;
import dev.approvals.call.Requester;
import dev.approvals.http.auth.AgentAuthenticator;
import dev.approvals.http.auth.KnownAgent;
import dev.approvals.http.auth.Strangers;
import dev.approvals.http.exchange.Fields;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Answers agents: {@code POST agents/calls} makes a call, {@code GET agents/calls/ID} says where it stands,
 * {@code POST agents/calls/ID/claim} takes the right to run it once, {@code POST agents/calls/ID/outcome} says how it ended,
 * {@code DELETE agents/calls/ID} calls it off. The requester is whoever the credential says, never the body. Thread-safe.
 */
public final class AgentApi implements Handler {

    private static final int NAME_LIMIT = 200;
    private static final int MESSAGE_LIMIT = 3_000;
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final AgentAuthenticator agents;
    private final Behalf behalf;
    private final Map<String, RemoteTool> tools = new ConcurrentSkipListMap<>();

    /**
     * An API that offers no tool yet, for {@code ApprovalsHttp.builder().room("agents", ...)}.
     *
     * @param agents knows agents by their credentials
     * @param behalf knows for whom they act
     */
    public AgentApi(AgentAuthenticator agents, Behalf behalf) {
        this.agents = Objects.requireNonNull(agents, "agents");
        this.behalf = Objects.requireNonNull(behalf, "behalf");
    }

    /**
     * Offers a tool to every agent that is known here; who may do what is for the rules.
     *
     * @param tool the tool, as {@code gate.remote(...)} made it
     * @return this
     */
    public AgentApi offer(RemoteTool tool) {
        tools.put(tool.spec().name(), tool);
        return this;
    }

    @Override
    public Response handle(Request request) {
        Optional<KnownAgent> agent = agents.authenticate(request);
        if (agent.isEmpty()) {
            return Strangers.answer();
        }
        Requester requester = requester(agent.get(), request);
        List<String> path = request.segments();
        boolean known = path.size() >= 2 && path.size() <= 4 && path.get(1).equals("calls");
        if (!known) {
            throw nothing();
        }
        String method = request.method();
        return switch (path.size()) {
            case 2 -> method.equals("POST") ? submit(request, requester) : refuse("POST");
            case 3 ->
                switch (method) {
                    case "GET", "HEAD" -> find(path.get(2), requester).view();
                    case "DELETE" -> cancel(find(path.get(2), requester));
                    default -> refuse("GET, DELETE");
                };
            default -> method.equals("POST") ? act(path.get(3), request, find(path.get(2), requester)) : refuse("POST");
        };
    }

    private Requester requester(KnownAgent agent, Request request) {
        Requester alone = Requester.agent(agent.account().subject());
        return behalf.of(agent, request).map(alone::actingFor).orElse(alone);
    }

    private Response submit(Request request, Requester requester) {
        Fields body = Json.read(request);
        String name = body.text("tool", NAME_LIMIT);
        String arguments = body.any("arguments")
                .filter(ObjectNode.class::isInstance)
                .map(JsonNode::toString)
                .orElseThrow(() -> malformed("It needs an object in arguments."));
        Requester asking = requester
                .in(body.optionalText("conversation", NAME_LIMIT).orElse(""))
                .toolCall(body.optionalText("toolCallId", NAME_LIMIT).orElse(""));
        body.done();
        RemoteTool tool = tools.get(name);
        if (tool == null) {
            throw Problem.of(404, "UNKNOWN_TOOL", "There is no such tool here")
                    .saying("Agents may ask for: " + String.join(", ", tools.keySet()) + ".")
                    .toException();
        }
        RemoteCall call = tool.as(asking).submit(arguments);
        return CallView.of(name, call).with("Location", "calls/" + call.id());
    }

    /** A call that this agent made. */
    private record Found(RemoteTool tool, RemoteCall call) {
        Response view() {
            return CallView.of(tool.spec().name(), call);
        }

        Found again() {
            return new Found(tool, tool.find(call.id()).orElse(call));
        }
    }

    private Found find(String id, Requester requester) {
        return tools.values().stream()
                .map(tool -> tool.as(requester))
                .flatMap(tool -> tool.find(id).map(call -> new Found(tool, call)).stream())
                .findFirst()
                .orElseThrow(() ->
                        Problem.of(404, "UNKNOWN_CALL", "There is no such call").toException());
    }

    private static Response cancel(Found found) {
        if (!found.tool().cancel(found.call().id())) {
            throw conflict("TOO_LATE", "The call cannot be called off any more", found.again());
        }
        return found.again().view();
    }

    private static Response act(String what, Request request, Found found) {
        return switch (what) {
            case "claim" ->
                found.tool()
                        .claim(found.call().id())
                        .map(CallView::of)
                        .orElseThrow(() -> conflict("NOT_READY", "The call cannot be claimed", found.again()));
            case "outcome" -> end(Json.read(request), found);
            default -> throw nothing();
        };
    }

    private static Response end(Fields body, Found found) {
        Optional<JsonNode> returned = body.any("returned");
        Optional<String> threw = body.optionalText("threw", MESSAGE_LIMIT);
        body.done();
        if (returned.isPresent() == threw.isPresent()) {
            throw malformed("It needs either returned, with what the tool returned, or threw, with why it failed.");
        }
        String id = found.call().id();
        boolean taken = threw.isPresent()
                ? found.tool().threw(id, threw.get())
                : found.tool().returned(id, PLAIN.convertValue(returned.get(), Object.class));
        if (!taken) {
            throw conflict("NOT_CLAIMED", "Nobody here waits for the end of this call", found.again());
        }
        return found.again().view();
    }

    private static ProblemException conflict(String code, String title, Found now) {
        return Problem.of(409, code, title)
                .saying("It is " + now.call().state().name().toLowerCase(Locale.ROOT) + ".")
                .curedBy("Read where it stands; do not run it without a claim.")
                .toException();
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(400, "WRONG_FIELD", "The body does not say what it must")
                .saying(detail)
                .toException();
    }

    private static ProblemException nothing() {
        return Problem.of(404, "NO_SUCH_ROUTE", "There is nothing at this address")
                .toException();
    }

    private static Response refuse(String allowed) {
        return Response.of(Problem.of(405, "METHOD_NOT_ALLOWED", "This address does not take that method")
                        .curedBy("Use " + allowed + "."))
                .with("Allow", allowed);
    }
}
