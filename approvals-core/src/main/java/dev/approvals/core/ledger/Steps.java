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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the first steps of one call, before it has a row in the store, in order. Used by one thread. */
public final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final Trail trail;
    private final AuditEvent.Origin origin;
    private final String callId;
    private final Supplier<Instant> clock;
    private final List<AuditEvent> told = new ArrayList<>();
    private Instant last;

    public Steps(Trail trail, Mode mode, CallFacts call, Supplier<Instant> clock) {
        this.trail = trail;
        this.origin = new AuditEvent.Origin(call.realm(), mode, call.tool().name(), call.requester());
        this.callId = call.id();
        this.clock = clock;
        this.last = call.at();
    }

    /** Makes the next event, keeps and tells it. */
    public void tell(AuditEventType type, Map<String, String> facts) {
        AuditEvent event = draft(type, facts);
        told.add(event);
        trail.record(event);
    }

    /** Makes the next event for somebody else to tell. */
    AuditEvent draft(AuditEventType type, Map<String, String> facts) {
        return new AuditEvent(type, now(), callId, told.size() + 1L, origin, facts);
    }

    /** The store's time; the last it told where it tells none, for what cannot go on is recorded all the same. */
    private Instant now() {
        try {
            last = clock.get();
        } catch (RuntimeException e) {
            LOG.warn("The store does not tell the time; an event of call {} is dated {}", callId, last, e);
        }
        return last;
    }

    public List<AuditEvent> told() {
        return List.copyOf(told);
    }
}
