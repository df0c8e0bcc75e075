package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.journal.line.LineWriter;
import dev.approvals.journal.tree.TreeState;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** What a journal tells of itself. */
final class OwnEvents {

    static final AuditEventType OPENED = new AuditEventType("log.opened");
    static final AuditEventType SEGMENT = new AuditEventType("log.segment");
    static final AuditEventType RECOVERED = new AuditEventType("log.recovered");
    static final AuditEventType CLOSED = new AuditEventType("log.closed");
    static final AuditEventType PRUNED = new AuditEventType("log.pruned");

    /** Their fact {@code key} is the key that signs from there on. */
    static final Set<AuditEventType> NAME_A_KEY = Set.of(OPENED, SEGMENT, AuditEventType.KEY_ROTATED);

    private static final AuditEvent.Origin ORIGIN = new AuditEvent.Origin("", Mode.ENFORCING, "", Requester.UNKNOWN);

    /** A character takes six bytes of a line at the most. */
    private static final int MOST_WORDS = 4_000;

    private final String callId;
    private final LineWriter lines;
    private final Clock clock;
    private final AtomicLong told = new AtomicLong();

    OwnEvents(String callId, LineWriter lines, Clock clock) {
        this.callId = callId;
        this.lines = lines;
        this.clock = clock;
    }

    /** Words of whoever calls, cut where they would not fit into a line. */
    static String words(String text) {
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "[cut]";
    }

    /** An event and what its line says behind the fixed beginning. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Written(AuditEvent event, byte[] body) {}

    Written event(AuditEventType type, Map<String, String> facts) {
        return written(new AuditEvent(type, clock.instant(), callId, told.incrementAndGet(), ORIGIN, facts));
    }

    private Written written(AuditEvent event) {
        return new Written(event, lines.body(event, Optional.empty()));
    }

    /** The first line of a segment: enough to go on from it, and to prove what follows, without those before. */
    Written segment(Chain chain, String key) {
        TreeState tree = chain.tree();
        Running running = Running.of(chain.running());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("size", Long.toString(tree.size()));
        facts.put("root", tree.root().base64Url());
        facts.put("subtrees", tree.text());
        facts.put("key", key);
        facts.put("complete", Boolean.toString(running.complete()));
        facts.put("running", running.text());
        return event(SEGMENT, facts);
    }

    /** The end of a run that nobody told: numbered 0, for it is the journal's word and not the engine's. */
    Written unknown(AuditEvent start, long seq) {
        Map<String, String> facts = Map.of(
                "by",
                "journal",
                "started",
                Long.toString(seq),
                "why",
                "The journal was opened and found no end of it.");
        return written(new AuditEvent(
                AuditEventType.ACTION_OUTCOME_UNKNOWN, clock.instant(), start.callId(), 0, start.origin(), facts));
    }
}
