package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.core.audit.Trail;
import dev.approvals.core.request.CallFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Records the first steps of one call, before it has a row in the store, in order. Used by one thread. */
public final class Steps {

    private final Trail trail;
    private final AuditEvent.Origin origin;
    private final String callId;
    private final Supplier<Instant> clock;
    private final List<AuditEvent> told = new ArrayList<>();

    public Steps(Trail trail, Mode mode, CallFacts call, Supplier<Instant> clock) {
        this.trail = trail;
        this.origin = new AuditEvent.Origin(call.realm(), mode, call.tool().name(), call.requester());
        this.callId = call.id();
        this.clock = clock;
    }

    /** Makes the next event, keeps and tells it. */
    public void tell(AuditEventType type, Map<String, String> facts) {
        AuditEvent event = draft(type, facts);
        told.add(event);
        trail.record(event);
    }

    /** Makes the next event for somebody else to tell. */
    AuditEvent draft(AuditEventType type, Map<String, String> facts) {
        return new AuditEvent(type, clock.get(), callId, told.size() + 1L, origin, facts);
    }

    public List<AuditEvent> told() {
        return List.copyOf(told);
    }
}
