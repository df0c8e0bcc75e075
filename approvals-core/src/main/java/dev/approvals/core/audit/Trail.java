package dev.approvals.core.audit;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every event to every sink. A sink that fails stops what the event tells of, unless the gate was told to go
 * on; then the failure is logged and told to the other sinks.
 */
public final class Trail {

    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

    private final Channel[] channels;
    private final boolean goOn;
    private final boolean wantsArguments;
    private final Supplier<Instant> clock;
    private final String gateId;
    private final AuditEvent.Origin gate;
    private final AtomicLong gateEvents = new AtomicLong();
    /** Keeps the gate's own events in order on their way to the sinks. */
    private final ReentrantLock gateTurn = new ReentrantLock();

    /**
     * What a trail is for.
     *
     * @param gateId the id under which events of the gate itself are kept
     * @param realm the deployment
     * @param mode how the gate was set up
     */
    public record Gate(String gateId, String realm, Mode mode) {}

    /**
     * A trail.
     *
     * @param sinks where events go, in this order; none for a gate without audit
     * @param goOn whether a failing sink is passed over
     * @param gate what the trail is for
     * @param clock the store's clock
     */
    public Trail(List<AuditSink> sinks, boolean goOn, Gate gate, Supplier<Instant> clock) {
        this.channels = sinks.stream().map(Channel::new).toArray(Channel[]::new);
        this.goOn = goOn;
        this.clock = clock;
        this.gateId = gate.gateId();
        this.gate = new AuditEvent.Origin(gate.realm(), gate.mode(), "", Requester.UNKNOWN);
        this.wantsArguments = sinks.stream().anyMatch(AuditSink::wantsArguments);
    }

    /** {@return whether nobody listens} */
    public boolean silent() {
        return channels.length == 0;
    }

    /** {@return whether a sink wants the masked arguments of calls} */
    public boolean wantsArguments() {
        return wantsArguments;
    }

    /** {@return what the first log that can prove itself stands at} */
    public Optional<AuditSink.Head> head() {
        for (Channel channel : channels) {
            Optional<AuditSink.Head> head = channel.sink.head();
            if (head.isPresent()) {
                return head;
            }
        }
        return Optional.empty();
    }

    /**
     * Tells every sink of a step in the life of a call.
     *
     * @param event the event
     * @throws AuditFailedException if a sink failed and the gate does not go on without it
     */
    public void record(AuditEvent event) {
        List<Change> changes = List.of();
        for (Channel channel : channels) {
            Optional<Change> change = append(channel, event);
            if (change.isPresent()) {
                changes = new ArrayList<>(changes);
                changes.add(change.get());
            }
        }
        if (!changes.isEmpty()) {
            // After the event itself: no sink is told in another order than the others.
            changes.forEach(this::tellOthers);
        }
    }

    /** A sink that has just failed, or takes events again. */
    private record Change(Channel channel, AuditEventType type, Map<String, String> facts) {}

    private Optional<Change> append(Channel channel, AuditEvent event) {
        try {
            channel.sink.append(event);
        } catch (Throwable t) {
            // Whatever a sink throws, errors too: it did not take the event.
            return failed(channel, event, t);
        }
        return channel.failing.get() ? restored(channel) : Optional.empty();
    }

    /**
     * Tells every sink of something about the gate itself.
     *
     * @param type what happened
     * @param facts what is known of it
     * @throws AuditFailedException as {@link #record}
     */
    public void recordGate(AuditEventType type, Map<String, String> facts) {
        gateTurn.lock();
        try {
            record(gateEvent(type, facts));
        } finally {
            gateTurn.unlock();
        }
    }

    private AuditEvent gateEvent(AuditEventType type, Map<String, String> facts) {
        return new AuditEvent(type, clock.get(), gateId, gateEvents.incrementAndGet(), gate, facts);
    }

    private Optional<Change> failed(Channel channel, AuditEvent event, Throwable cause) {
        if (!goOn) {
            throw new AuditFailedException(
                    "Audit sink " + channel.name() + " did not take " + event.type() + " of call " + event.callId(),
                    cause);
        }
        if (!channel.failing.compareAndSet(false, true)) {
            return Optional.empty();
        }
        degraded(channel.name(), cause);
        Map<String, String> facts = Map.of("sink", channel.name(), "why", String.valueOf(cause));
        return Optional.of(new Change(channel, AuditEventType.SINK_FAILED, facts));
    }

    private static Optional<Change> restored(Channel channel) {
        if (!channel.failing.compareAndSet(true, false)) {
            return Optional.empty();
        }
        LOG.warn("Audit sink {} takes events again; those in between are missing there", channel.name());
        return Optional.of(new Change(channel, AuditEventType.SINK_RESTORED, Map.of("sink", channel.name())));
    }

    private void tellOthers(Change change) {
        gateTurn.lock();
        try {
            AuditEvent event = gateEvent(change.type(), change.facts());
            for (Channel other : channels) {
                if (other != change.channel() && !other.failing.get()) {
                    tell(other, event);
                }
            }
        } finally {
            gateTurn.unlock();
        }
    }

    private static void tell(Channel channel, AuditEvent event) {
        try {
            channel.sink.append(event);
        } catch (Throwable t) {
            // As with any other event: the gate goes on.
            degraded(channel.name(), t);
        }
    }

    private static void degraded(String sink, Throwable cause) {
        LOG.error("Audit sink {} fails. Calls go on unrecorded there, as was chosen", sink, cause);
    }

    /** A sink, and whether it failed last time. */
    private static final class Channel {
        private final AuditSink sink;
        private final AtomicBoolean failing = new AtomicBoolean();

        Channel(AuditSink sink) {
            this.sink = sink;
        }

        String name() {
            return sink.getClass().getName();
        }
    }
}
