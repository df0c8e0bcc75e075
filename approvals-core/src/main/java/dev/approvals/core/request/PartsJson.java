package dev.approvals.core.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Seats;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.util.Set;

/** The words of the API that stand in a request's file, as JSON, both ways. */
final class PartsJson {

    private PartsJson() {}

    static void tool(ToolSpec tool, ObjectNode node) {
        node.put("name", tool.name());
        node.put("type", tool.declaringType());
        node.put("signature", tool.signature());
        Json.list(node, "parameters", tool.parameters(), (parameter, to) -> {
            to.put("name", parameter.name());
            to.put("sensitive", parameter.sensitive());
            to.put("reason", parameter.reason());
        });
        node.put("summary", tool.summary());
        node.put("risk", tool.risk().name());
        Json.texts(node, "reviewers", tool.reviewers());
        node.put("quorum", tool.quorum());
        node.put("runLater", tool.runLater());
        node.put("idempotent", tool.idempotent());
        node.put("inboxOnly", tool.inboxOnly());
        node.put("open", tool.open());
    }

    /** The tool without its parameters' types, which are never taken from data. */
    static ToolSpec tool(JsonNode node) {
        ToolSpec.Builder tool = ToolSpec.named(Json.text(node, "name"))
                .method(Json.text(node, "type"), Json.text(node, "signature"))
                .summary(Json.text(node, "summary"))
                .risk(Json.constant(node, "risk", Risk.class))
                .reviewers(Json.texts(node, "reviewers").toArray(String[]::new))
                .quorum(Json.number(node, "quorum"))
                .runLater(Json.flag(node, "runLater"))
                .idempotent(Json.flag(node, "idempotent"))
                .inboxOnly(inboxOnly(node));
        Json.list(node, "parameters", PartsJson::parameter).forEach(tool::parameter);
        return (Json.flag(node, "open") ? tool.anyArguments() : tool).build();
    }

    private static ToolParameter parameter(JsonNode node) {
        return new ToolParameter(
                Json.text(node, "name"), Object.class, Json.flag(node, "sensitive"), Json.flag(node, "reason"));
    }

    static void requester(Requester requester, ObjectNode node) {
        principal(requester.agent(), node.putObject("agent"));
        requester.person().ifPresent(person -> principal(person, node.putObject("person")));
        Json.list(node, "others", requester.others(), PartsJson::principal);
        node.put("conversation", requester.conversation());
        node.put("toolCall", requester.toolCallId());
        if (!requester.model().isEmpty()) {
            node.put("model", requester.model());
        }
    }

    static Requester requester(JsonNode node) {
        return new Requester(
                principal(Json.member(node, "agent")),
                Json.optional(node, "person", PartsJson::principal),
                Json.list(node, "others", PartsJson::principal),
                Json.text(node, "conversation"),
                Json.text(node, "toolCall"),
                Json.optional(node, "model", Json::text).orElse(""));
    }

    private static void principal(Principal principal, ObjectNode node) {
        node.put("issuer", principal.issuer());
        node.put("subject", principal.subject());
    }

    private static Principal principal(JsonNode node) {
        return new Principal(Json.text(node, "issuer"), Json.text(node, "subject"));
    }

    static void plan(ReviewPlan plan, ObjectNode node) {
        Json.list(
                node, "levels", plan.levels(), (level, to) -> Json.list(to, "seats", level.seats(), PartsJson::seats));
        timing(plan.timing(), node.putObject("timing"));
        demands(plan.demands(), node);
        permits(plan.permits(), node.putObject("permits"));
    }

    static ReviewPlan plan(JsonNode node) {
        return new ReviewPlan(
                Json.list(node, "levels", level -> new Level(Json.list(level, "seats", PartsJson::seats))),
                timing(Json.member(node, "timing")),
                demands(node),
                permits(Json.member(node, "permits")));
    }

    private static void demands(ReviewPlan.Demands demands, ObjectNode node) {
        node.put("assurance", demands.assurance().name());
        node.put("otherPeople", demands.otherPeople());
        node.put("comment", demands.comment());
        node.put("dwell", demands.dwell().toString());
    }

    /** Requests that were stored before there were such things say nothing of comment and dwell. */
    private static ReviewPlan.Demands demands(JsonNode node) {
        return new ReviewPlan.Demands(
                Json.constant(node, "assurance", Assurance.class),
                Json.flag(node, "otherPeople"),
                Json.optional(node, "comment", JsonNode::asBoolean).orElse(false),
                Json.optional(node, "dwell", PartsJson::duration).orElse(Duration.ZERO));
    }

    private static void timing(ReviewPlan.Timing timing, ObjectNode node) {
        timing.decideWithin().ifPresent(limit -> node.put("decideWithin", limit.toString()));
        timing.useWithin().ifPresent(limit -> node.put("useWithin", limit.toString()));
        timing.escalateAfter().ifPresent(limit -> node.put("escalateAfter", limit.toString()));
        timing.remindEvery().ifPresent(pause -> node.put("remindEvery", pause.toString()));
    }

    private static ReviewPlan.Timing timing(JsonNode node) {
        return new ReviewPlan.Timing(
                Json.optional(node, "decideWithin", PartsJson::duration),
                Json.optional(node, "useWithin", PartsJson::duration),
                Json.optional(node, "escalateAfter", PartsJson::duration),
                Json.optional(node, "remindEvery", PartsJson::duration));
    }

    private static Duration duration(JsonNode node) {
        return Duration.parse(Json.text(node));
    }

    private static void permits(ReviewPlan.Permits permits, ObjectNode node) {
        node.put("unknownPerson", permits.unknownPerson());
        node.put("askAgain", permits.askAgain());
        permits.widestGrant().ifPresent(scope -> scope(scope, node.putObject("widestGrant")));
        Json.texts(node, "breakGlass", permits.breakGlass());
        node.put("inboxOnly", !permits.anyChannel());
    }

    private static ReviewPlan.Permits permits(JsonNode node) {
        return new ReviewPlan.Permits(
                Json.flag(node, "unknownPerson"),
                Json.flag(node, "askAgain"),
                Json.optional(node, "widestGrant", PartsJson::scope),
                Set.copyOf(Json.texts(node, "breakGlass")),
                !inboxOnly(node));
    }

    /** Requests that were stored before there was such a thing do not say it. */
    private static boolean inboxOnly(JsonNode node) {
        return node.has("inboxOnly") && Json.flag(node, "inboxOnly");
    }

    static void scope(Scope scope, ObjectNode node) {
        Json.texts(node, "free", scope.free());
        node.put("uses", scope.uses());
        node.put("lasts", scope.lasts().toString());
        node.put("idle", scope.idle().toString());
    }

    static Scope scope(JsonNode node) {
        return new Scope(
                Set.copyOf(Json.texts(node, "free")),
                Json.number(node, "uses"),
                duration(Json.member(node, "lasts")),
                duration(Json.member(node, "idle")));
    }

    private static void seats(Seats seats, ObjectNode node) {
        node.put("people", seats.people());
        Json.texts(node, "groups", seats.groups());
    }

    private static Seats seats(JsonNode node) {
        return new Seats(Json.number(node, "people"), Set.copyOf(Json.texts(node, "groups")));
    }
}
