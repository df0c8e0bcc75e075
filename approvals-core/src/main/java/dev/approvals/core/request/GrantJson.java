package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.lifecycle.GrantState;
import dev.approvals.core.lifecycle.GrantTerms;
import java.util.Set;

/** A grant as JSON, both ways: what never changes, and how far it is. */
public final class GrantJson {

    private static final int VERSION = 1;
    private static final Set<String> FILE =
            Set.of("id", "requester", "given", "scope", "epoch", "toolId", "tool", "likeness", "digest", "summary");
    private static final Set<String> STATE = Set.of("usesLeft", "usedAt", "ending");

    private GrantJson() {}

    /**
     * Writes what never changes.
     *
     * @param file the grant
     * @return JSON
     */
    public static String write(GrantFile file) {
        GrantTerms terms = file.terms();
        ObjectNode node = Json.object();
        node.put("v", VERSION);
        node.put("id", file.id());
        PartsJson.requester(terms.requester(), node.putObject("requester"));
        given(terms.given(), node.putObject("given"));
        PartsJson.scope(terms.scope(), node.putObject("scope"));
        node.put("epoch", terms.epoch());
        node.put("toolId", file.toolId());
        node.put("tool", file.tool());
        node.put("likeness", file.likeness());
        node.put("digest", file.digest());
        node.put("summary", file.summary());
        return Json.write(node);
    }

    /**
     * Reads what never changes.
     *
     * @param json what {@link #write(GrantFile)} gave
     * @return the grant
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static GrantFile readFile(String json) {
        return Json.read(json, GrantJson::file);
    }

    private static GrantFile file(JsonNode node) {
        Json.format(node, VERSION, FILE);
        GrantTerms terms = new GrantTerms(
                Json.text(node, "id"),
                PartsJson.requester(Json.member(node, "requester")),
                given(Json.member(node, "given")),
                PartsJson.scope(Json.member(node, "scope")),
                Json.count(node, "epoch"));
        return new GrantFile(
                terms,
                Json.text(node, "toolId"),
                Json.text(node, "tool"),
                Json.text(node, "likeness"),
                Json.text(node, "digest"),
                Json.text(node, "summary"));
    }

    private static void given(GrantTerms.Given given, ObjectNode node) {
        node.put("request", given.requestId());
        PartsJson.plan(given.plan(), node.putObject("plan"));
        node.put("level", given.level());
        Json.list(node, "votes", given.votes(), VoteJson::write);
        node.put("at", given.at().toString());
    }

    private static GrantTerms.Given given(JsonNode node) {
        return new GrantTerms.Given(
                Json.text(node, "request"),
                PartsJson.plan(Json.member(node, "plan")),
                Json.number(node, "level"),
                Json.list(node, "votes", VoteJson::read),
                Json.instant(node, "at"));
    }

    /**
     * Writes how far a grant is.
     *
     * @param state the state
     * @return JSON
     */
    public static String write(GrantState state) {
        ObjectNode node = Json.object();
        node.put("v", VERSION);
        node.put("usesLeft", state.usesLeft());
        node.put("usedAt", state.usedAt().toString());
        state.ending().ifPresent(ending -> EndingJson.write(ending, node.putObject("ending")));
        return Json.write(node);
    }

    /**
     * Reads how far a grant is.
     *
     * @param json what {@link #write(GrantState)} gave
     * @return the state
     * @throws IllegalStateException if it is something else; the message names the first fault
     */
    public static GrantState readState(String json) {
        return Json.read(json, GrantJson::state);
    }

    private static GrantState state(JsonNode node) {
        Json.format(node, VERSION, STATE);
        return new GrantState(
                Json.number(node, "usesLeft"),
                Json.instant(node, "usedAt"),
                Json.optional(node, "ending", EndingJson::read));
    }
}
