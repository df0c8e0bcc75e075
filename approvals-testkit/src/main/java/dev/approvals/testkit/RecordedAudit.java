package dev.approvals.testkit;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An audit sink that keeps every event for a test to look at. Its text form is a readable timeline. Thread-safe.
 *
 * <p>It watches the order as it goes: within one call the sequence has to run from 1 without gaps. {@link #requireOrder()}
 * fails where it did not.
 */
public final class RecordedAudit implements AuditSink {

    private static final Set<AuditEventType> BESIDE_CALLS = Set.of(
            AuditEventType.GRANT_ISSUED,
            AuditEventType.GRANT_USED,
            AuditEventType.GRANT_EXPIRED,
            AuditEventType.GRANT_REVOKED,
            AuditEventType.TOOL_LOCKED,
            AuditEventType.BREAK_GLASS_REVIEWED);

    private final Patience lock = new Patience();
    private final List<AuditEvent> taken = new ArrayList<>();
    private final List<AuditEvent> refused = new ArrayList<>();
    private final Map<String, Place> places = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private Predicate<AuditEvent> refuse = event -> false;

    /** An empty record that takes every event. */
    public RecordedAudit() {}

    /**
     * A sink that does not take some events.
     *
     * @param types the types it refuses
     * @return an empty record
     */
    public static RecordedAudit failingOn(AuditEventType... types) {
        Set<AuditEventType> unwanted = Set.of(types);
        return failingWhen(event -> unwanted.contains(event.type()));
    }

    /**
     * A sink that breaks after some events, as one does whose disk is full.
     *
     * @param events how many it takes
     * @return an empty record
     */
    public static RecordedAudit failingAfter(int events) {
        RecordedAudit audit = new RecordedAudit();
        audit.failWhen(event -> audit.taken.size() >= events);
        return audit;
    }

    /**
     * A sink that does not take some events.
     *
     * @param refuse which ones; asked under this record's lock
     * @return an empty record
     */
    public static RecordedAudit failingWhen(Predicate<AuditEvent> refuse) {
        RecordedAudit audit = new RecordedAudit();
        audit.failWhen(refuse);
        return audit;
    }

    private void failWhen(Predicate<AuditEvent> which) {
        Objects.requireNonNull(which, "refuse");
        lock.change(() -> refuse = which);
    }

    /** Lets this record take no event from now on. */
    public void breakDown() {
        failWhen(event -> true);
    }

    /** Lets a failing record take every event from now on. */
    public void mend() {
        failWhen(event -> false);
    }

    @Override
    public void append(AuditEvent event) {
        Objects.requireNonNull(event, "event");
        lock.change(() -> {
            boolean unwanted = refuse.test(event);
            watchOrder(event, unwanted);
            (unwanted ? refused : taken).add(event);
            if (unwanted) {
                throw new IllegalStateException("This record was told not to take " + event.type());
            }
        });
    }

    // An event that was refused may be told again or be lost, so the next one may be in its place or the one after.
    private void watchOrder(AuditEvent event, boolean unwanted) {
        if (concernsTheGate(event)) {
            return;
        }
        Place before = places.getOrDefault(event.callId(), Place.START);
        if (event.sequence() <= before.taken() || event.sequence() > before.told() + 1) {
            faults.add("Event " + event.type() + " of call " + event.callId() + " has the place " + event.sequence()
                    + " after " + before.told());
        }
        places.put(event.callId(), before.next(event.sequence(), unwanted));
    }

    /** How far a call has come: the place of the last event that was taken, and of the last one told of. */
    private record Place(long taken, long told) {

        static final Place START = new Place(0, 0);

        Place next(long sequence, boolean unwanted) {
            return new Place(unwanted ? taken : Math.max(taken, sequence), Math.max(told, sequence));
        }
    }

    /** {@return all events that were taken, in the order they came in} */
    public List<AuditEvent> events() {
        return lock.locked(() -> List.copyOf(taken));
    }

    /**
     * The events of one call.
     *
     * @param callId the call's id
     * @return its events, in the order they came in
     */
    public List<AuditEvent> events(String callId) {
        return events().stream().filter(event -> event.callId().equals(callId)).toList();
    }

    /**
     * The events of one type.
     *
     * @param type the type
     * @return its events, in the order they came in
     */
    public List<AuditEvent> events(AuditEventType type) {
        return events().stream().filter(event -> event.type().equals(type)).toList();
    }

    /** {@return the types of all events, in the order they came in} */
    public List<AuditEventType> types() {
        return events().stream().map(AuditEvent::type).toList();
    }

    /**
     * The types of one call's events.
     *
     * @param callId the call's id
     * @return the types, in the order they came in
     */
    public List<AuditEventType> types(String callId) {
        return events(callId).stream().map(AuditEvent::type).toList();
    }

    /** {@return the ids of all calls, in the order they began} */
    public List<String> callIds() {
        return events().stream()
                .filter(RecordedAudit::tellsOfACall)
                .map(AuditEvent::callId)
                .distinct()
                .toList();
    }

    /** Grants, locks and reviews have lives of their own, under ids of their own. */
    static boolean tellsOfACall(AuditEvent event) {
        return !concernsTheGate(event) && !BESIDE_CALLS.contains(event.type());
    }

    private static boolean concernsTheGate(AuditEvent event) {
        return event.origin().tool().isEmpty();
    }

    /** {@return the events that were not taken} */
    public List<AuditEvent> refused() {
        return lock.locked(() -> List.copyOf(refused));
    }

    /**
     * Waits for an event of a type, up to ten seconds of real time.
     *
     * @param type the type
     * @return the first one
     * @throws AssertionError if none came
     */
    public AuditEvent await(AuditEventType type) {
        return await("an event " + type, event -> event.type().equals(type));
    }

    /**
     * Waits for an event of a call, up to ten seconds of real time.
     *
     * @param callId the call's id
     * @param type the type
     * @return the first one
     * @throws AssertionError if none came
     */
    public AuditEvent await(String callId, AuditEventType type) {
        return await(
                "an event " + type + " of call " + callId,
                event -> event.callId().equals(callId) && event.type().equals(type));
    }

    private AuditEvent await(String what, Predicate<AuditEvent> wanted) {
        return await(Patience.USUAL, what, wanted);
    }

    AuditEvent await(Duration within, String what, Predicate<AuditEvent> wanted) {
        return lock.await(
                within,
                () -> taken.stream().filter(wanted).findFirst(),
                () -> what + ". Instead:\n" + Timeline.of(taken));
    }

    /**
     * Checks that each call's events came in order and without gaps.
     *
     * @throws AssertionError if they did not; with the timeline
     */
    public void requireOrder() {
        List<String> found = lock.locked(() -> List.copyOf(faults));
        if (!found.isEmpty()) {
            throw new AssertionError(
                    "The audit events are out of order:\n  " + String.join("\n  ", found) + "\n" + this);
        }
    }

    /** {@return all events, one to a line, with their times from the first one on} */
    @Override
    public String toString() {
        return Timeline.of(events());
    }
}
