package dev.approvals.audit;

import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One step in the life of one call, told by the engine or the desk. Immutable; free of sensitive values.
 *
 * @param type what happened
 * @param at when, by the store's clock
 * @param callId the call's id; the gate's own where the event concerns the gate itself
 * @param sequence the event's place in the life of its call, from 1 without gaps; with the id it is the event's key
 * @param origin where the call came from
 * @param facts what else is known, by name, in a stable order
 */
public record AuditEvent(
        AuditEventType type, Instant at, String callId, long sequence, Origin origin, Map<String, String> facts) {

    /** Checks the components; the map is taken as it is and must not change. */
    public AuditEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(facts, "facts");
    }

    /**
     * Where a call came from: the same for all events of a call.
     *
     * @param realm the deployment
     * @param mode how the gate was set up
     * @param tool the tool's name, or empty for what concerns the gate itself
     * @param requester on whose behalf
     */
    public record Origin(String realm, Mode mode, String tool, Requester requester) {
        /** Checks the components. */
        public Origin {
            Objects.requireNonNull(realm, "realm");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(requester, "requester");
        }
    }

    /**
     * One fact.
     *
     * @param name its name
     * @return its text, or empty where the event has none of that name
     */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
