package dev.approvals.journal.report;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.time.Duration;
import java.util.Map;

/** Calls in which one hostile text stands wherever somebody else's text can stand. */
final class Strange {

    private Strange() {}

    static void live(Stories stories, String text) {
        String name = text.isBlank() ? "blank" : text;
        Requester requester =
                Requester.agent(name).actingFor(new Principal("slack", name)).in(text);
        stories.pass(Duration.ofMinutes(7));
        Stories.Call call = stories.call(name, requester).ask().approve(text, text, true);
        call.refuse(text, text).tell("approval.escalated", "by", "person", "person", text, "reviewer", text);
        stories.pass(Duration.ofSeconds(1));
        call.start("ask").tell("action.outcome_unknown", "outcome", text, "why", text);
        Stories.Call grant = stories.call(name, requester);
        grant.tell("grant.issued", "request", text, "covers", text, "until", text);
        stories.call(name, requester).ask().tell("break_glass.used", "comment", text, "person", text, "reviewer", text);
        stories.call(name, requester).ask();
        stories.gate("policy.loaded", Map.of("rules", text, text.isEmpty() ? "x" : text, "y"));
    }
}
