package dev.approvals.cli;

import dev.approvals.audit.AuditEvent;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.journal.line.Entry;

/** One event in JSON, as {@code show} and {@code check-proof} give it: the names of the journal's own lines. */
final class EntryShape {

    private EntryShape() {}

    static Json of(Entry entry) {
        AuditEvent event = entry.event();
        return new Json()
                .with("seq", entry.seq())
                .with("type", event.type())
                .with("at", event.at())
                .with("call", event.callId())
                .with("n", event.sequence())
                .with("node", entry.node())
                .with("realm", event.origin().realm())
                .with("mode", event.origin().mode())
                .with("tool", event.origin().tool())
                .with("requester", of(event.origin().requester()))
                .with("facts", event.facts())
                .with(
                        "apart",
                        entry.apart()
                                .map(apart ->
                                        apart.facts().keySet().stream().sorted().toList()));
    }

    private static Json of(Requester requester) {
        return new Json()
                .with("agent", of(requester.agent()))
                .with("person", requester.person().map(EntryShape::of))
                .with("others", requester.others().stream().map(EntryShape::of).toList())
                .with("conversation", requester.conversation())
                .with("toolCall", requester.toolCallId());
    }

    private static Json of(Principal account) {
        return new Json().with("issuer", account.issuer()).with("subject", account.subject());
    }
}
