package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import java.util.List;
import java.util.Map;

/** Events cut so short that they fit into a line. */
final class Stub {

    private static final int LONGEST = 200;
    private static final int MOST_OTHERS = 10;
    private static final String CUT = "[cut]";

    private Stub() {}

    static AuditEvent of(AuditEvent event) {
        AuditEvent.Origin origin = event.origin();
        return new AuditEvent(
                new AuditEventType(cut(event.type().name())),
                event.at(),
                cut(event.callId()),
                event.sequence(),
                new AuditEvent.Origin(cut(origin.realm()), origin.mode(), cut(origin.tool()), cut(origin.requester())),
                Map.of());
    }

    private static Requester cut(Requester requester) {
        List<Principal> others = requester.others();
        return new Requester(
                cut(requester.agent()),
                requester.person().map(Stub::cut),
                others.stream().limit(MOST_OTHERS).map(Stub::cut).toList(),
                cut(requester.conversation()),
                cut(requester.toolCallId()),
                cut(requester.model()));
    }

    private static Principal cut(Principal account) {
        return new Principal(cut(account.issuer()), cut(account.subject()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + CUT;
    }
}
