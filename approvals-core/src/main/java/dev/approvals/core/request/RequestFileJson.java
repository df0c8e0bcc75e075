package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.capture.ValueJson;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Optional;

/** A request's unchanging part as JSON, both ways: plain data, no class is ever named by it. */
public final class RequestFileJson {

    private static final int VERSION = 1;

    private RequestFileJson() {}

    /** Finds the tools this process knows, so that a stored call regains its parameters' types. */
    @FunctionalInterface
    public interface Tools {
        /**
         * Finds a tool.
         *
         * @param id the tool's {@link ToolSpec#id()}
         * @return the tool as it is registered here, or empty
         */
        Optional<Known> find(String id);
    }

    /**
     * A tool that this process knows, or what a stored call tells of one that it does not know.
     *
     * @param spec what is known of it
     * @param capture gives its arguments their types back; plain data where they are unknown
     */
    public record Known(ToolSpec spec, Capture capture) {}

    /**
     * Writes a file.
     *
     * @param file the file; its payload is storable
     * @return JSON
     */
    public static String write(RequestFile file) {
        FrozenCall call = file.call();
        ObjectNode node = Json.object();
        node.put("v", VERSION);
        node.put("id", file.id());
        node.put("at", call.at().toString());
        node.put("realm", call.realm());
        Json.map(node, "context", call.context());
        PartsJson.tool(call.tool(), node.putObject("tool"));
        PartsJson.requester(call.requester(), node.putObject("requester"));
        node.put("digest", call.digest());
        node.put("summary", call.summary());
        file.original().ifPresent(original -> {
            node.put("salt", original.salt());
            node.put("payload", ValueJson.write(original.payload()));
        });
        if (file.original()
                .filter(original -> original.payload().equals(call.shown()))
                .isEmpty()) {
            // Left out where nothing is masked, which is most of the time.
            node.put("shown", ValueJson.write(call.shown()));
        }
        PartsJson.plan(file.terms().plan(), node.putObject("plan"));
        node.put("decideBy", file.terms().decideBy().toString());
        node.put("epoch", file.terms().epoch());
        node.put("rule", file.rule().name());
        node.put("why", file.rule().why());
        node.put("rules", file.rule().version());
        node.put("mode", file.mode().name());
        briefing(file.briefing(), node.putObject("briefing"));
        return Json.write(node);
    }

    /**
     * Reads a file.
     *
     * @param json what {@link #write} gave
     * @param tools the tools of this process
     * @return the file
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static RequestFile read(String json, Tools tools) {
        return Json.read(json, node -> file(node, tools));
    }

    private static RequestFile file(JsonNode node, Tools tools) {
        if (Json.number(node, "v") != VERSION) {
            throw new IllegalStateException("A stored request is of format " + Json.number(node, "v")
                    + "; this version reads " + VERSION + ": use the version that wrote it");
        }
        ToolSpec stored = PartsJson.tool(Json.member(node, "tool"));
        // Where the tool is not registered its types are unknown, and plain data is all there is.
        Known tool = tools.find(stored.id()).orElseGet(() -> new Known(stored, Capture.of(stored, Renderers.none())));
        Optional<RequestFile.Original> original = Json.optional(node, "payload", payload -> original(payload, node));
        Payload shown = original.isPresent() && !node.has("shown")
                ? original.get().payload()
                : ValueJson.readPayload(Json.text(node, "shown"));
        Requester requester = PartsJson.requester(Json.member(node, "requester"));
        String digest = Json.text(node, "digest");
        String summary = Json.text(node, "summary");
        CallFacts facts = new CallFacts(
                Json.text(node, "id"),
                tool.spec(),
                requester,
                Json.text(node, "realm"),
                Json.map(node, "context"),
                Json.instant(node, "at"));
        return new RequestFile(
                new FrozenCall(facts, shown, tool.capture().arguments(shown), () -> digest, () -> summary),
                original,
                new Terms(
                        facts.id(),
                        digest,
                        requester,
                        PartsJson.plan(Json.member(node, "plan")),
                        Json.instant(node, "decideBy"),
                        stored,
                        Json.count(node, "epoch")),
                new RequestFile.Rule(Json.text(node, "rule"), Json.text(node, "why"), Json.text(node, "rules")),
                Json.constant(node, "mode", Mode.class),
                briefing(Json.member(node, "briefing")));
    }

    private static RequestFile.Original original(JsonNode payload, JsonNode node) {
        return new RequestFile.Original(ValueJson.readPayload(Json.text(payload)), Json.text(node, "salt"));
    }

    private static void briefing(Briefing briefing, ObjectNode node) {
        Json.list(node, "impact", briefing.impact().effects(), (effect, to) -> {
            to.put("what", effect.what());
            effect.before().ifPresent(before -> to.put("before", before));
            to.put("after", effect.after());
        });
        briefing.impactMissing().ifPresent(why -> node.put("impactMissing", why));
        Json.list(node, "log", briefing.log(), (past, to) -> {
            past.at().ifPresent(at -> to.put("at", at.toString()));
            to.put("what", past.what());
            to.put("ended", past.ended());
        });
        briefing.claim().ifPresent(claim -> node.put("claim", claim));
        briefing.journal()
                .ifPresent(head ->
                        node.putObject("journal").put("size", head.size()).put("root", head.root()));
    }

    private static Briefing briefing(JsonNode node) {
        return new Briefing(
                new Impact(Json.list(
                        node,
                        "impact",
                        e -> new Impact.Effect(
                                Json.text(e, "what"), Json.optional(e, "before", Json::text), Json.text(e, "after")))),
                Json.optional(node, "impactMissing", Json::text),
                Json.list(
                        node,
                        "log",
                        e -> new Briefing.PastCall(
                                Json.optional(e, "at", at -> Instant.parse(Json.text(at))),
                                Json.text(e, "what"),
                                Json.text(e, "ended"))),
                Json.optional(node, "claim", Json::text),
                Json.optional(node, "journal", j -> new AuditSink.Head(Json.count(j, "size"), Json.text(j, "root"))));
    }
}
