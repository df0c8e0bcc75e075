package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.line.LineWriter;
import dev.approvals.journal.line.WellFormed;
import dev.approvals.journal.payload.Payloads;
import dev.approvals.journal.tree.Hash;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the body of a line of each event, and keeps apart what does not fit or is to be erasable. Thread-safe. */
final class LineMaker {

    private static final int LONGEST_BODY = LineFormat.LONGEST - LineFormat.LONGEST_PREFIX;
    /** Facts longer than this go first where a line is too long; then all that are longer than their own hash. */
    private static final int LONG = 1_000;

    private static final int WORTH_IT = 64;

    private final LineWriter lines;
    private final Keeper payloads;
    private final Set<String> keptApart;

    /** Keeps facts apart. */
    @FunctionalInterface
    interface Keeper {
        Entry.Apart keep(Map<String, String> facts) throws IOException;
    }

    LineMaker(LineWriter lines, Keeper payloads, Set<String> keptApart) {
        this.lines = lines;
        this.payloads = payloads;
        this.keptApart = keptApart;
    }

    byte[] body(AuditEvent event) throws IOException {
        Optional<byte[]> body = isPlain(event) ? fitting(lines.body(event, Optional.empty())) : body(event, -1);
        for (int limit : new int[] {LONG, WORTH_IT}) {
            if (body.isEmpty()) {
                body = body(event, limit);
            }
        }
        return body.isPresent() ? body.get() : stub(event);
    }

    /** Nothing of it is to be kept apart, and no name of a fact can become another's: as nearly all events are. */
    private boolean isPlain(AuditEvent event) {
        for (String name : event.facts().keySet()) {
            if (keptApart.contains(name) || !WellFormed.of(name).equals(name)) {
                return false;
            }
        }
        return true;
    }

    /** Long names, or very many facts: the whole event is kept apart, and its line tells the beginnings of its texts. */
    private byte[] stub(AuditEvent event) throws IOException {
        Map<String, String> apart = Map.of(Entry.WHOLE, lines.json(event));
        return lines.body(Stub.of(event), Optional.of(payloads.keep(apart)));
    }

    /** The body with the facts kept apart that are longer than a limit, unless that is negative; empty if it is too long. */
    private Optional<byte[]> body(AuditEvent event, int limit) throws IOException {
        Map<String, String> inLine = new LinkedHashMap<>();
        Map<String, String> apart = new LinkedHashMap<>();
        event.facts().forEach((name, text) -> {
            boolean away = keptApart.contains(name) || (limit >= 0 && text.length() > limit);
            (away ? apart : inLine).put(WellFormed.of(name), text);
        });
        if (inLine.size() + apart.size() < event.facts().size()) {
            throw new JournalException("The event " + event.type() + " of call " + event.callId()
                    + " has facts whose names differ only in halves of characters, which no line can tell apart.");
        }
        if (apart.isEmpty()) {
            return fitting(lines.body(event, Optional.empty()));
        }
        AuditEvent rest =
                new AuditEvent(event.type(), event.at(), event.callId(), event.sequence(), event.origin(), inLine);
        if (fitting(lines.body(rest, Optional.of(likeness(apart)))).isEmpty()) {
            return Optional.empty();
        }
        return fitting(lines.body(rest, Optional.of(payloads.keep(apart))));
    }

    /** As long as what the line will say of the facts, so that nothing is kept in vain. */
    private static Entry.Apart likeness(Map<String, String> apart) {
        Map<String, Hash> hashes = new LinkedHashMap<>();
        apart.keySet().forEach(name -> hashes.put(name, Hash.NONE));
        return new Entry.Apart(Payloads.SOME_ID, Hash.NONE, hashes);
    }

    private static Optional<byte[]> fitting(byte[] body) {
        return body.length <= LONGEST_BODY ? Optional.of(body) : Optional.empty();
    }
}
