package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.note.SignedNote;
import dev.approvals.journal.segment.BrokenLineException;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.WholeLine;
import dev.approvals.journal.tree.Hash;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the end of a journal before it is gone on with: the newest segment, which tells in its first line what came before.
 * Half a last line is what a crash leaves; anything else that does not fit stops the writing.
 */
final class Recovery {

    private final JournalHome home;
    private Chain chain = Chain.empty();
    private @Nullable Torn torn;
    private @Nullable Checkpoint checkpoint;
    private @Nullable SignedNote note;
    private boolean checkpointMet;
    private Last last = new Last(new AuditEventType(""), Instant.EPOCH);
    private final Set<String> keys = new LinkedHashSet<>();

    private Recovery(JournalHome home) {
        this.home = home;
    }

    /**
     * Bytes behind the last whole line.
     *
     * @param segment where they stand
     * @param offset where they begin
     */
    record Torn(Segment segment, long offset) {}

    /**
     * What was found.
     *
     * @param chain what the next line follows from
     * @param torn what to move aside
     * @param last the last event
     * @param keys the keys that its own lines name
     */
    record Found(Chain chain, Optional<Torn> torn, Last last, Set<String> keys) {
        boolean clean() {
            return last.type.equals(OwnEvents.CLOSED);
        }

        Instant lastAt() {
            return last.at;
        }
    }

    /** The last event. */
    record Last(AuditEventType type, Instant at) {}

    /** Reads the end of a journal. */
    static Found read(JournalHome home) throws IOException {
        return new Recovery(home).read();
    }

    private Found read() throws IOException {
        readCheckpoint();
        List<Segment> segments = home.segments();
        if (!segments.isEmpty()) {
            for (Segment segment : segments.subList(start(segments), segments.size())) {
                follow(segment, segment == segments.get(segments.size() - 1));
            }
        }
        check();
        return new Found(chain, Optional.ofNullable(torn), last, keys);
    }

    private void readCheckpoint() throws IOException {
        Optional<byte[]> bytes = home.checkpoint();
        if (bytes.isEmpty()) {
            return;
        }
        try {
            note = SignedNote.parse(bytes.get());
            checkpoint = Checkpoint.parse(note.text());
        } catch (IllegalArgumentException e) {
            throw new IOException("The checkpoint of " + home.name() + " is damaged: " + e.getMessage() + advice(), e);
        }
    }

    /** The newest segment whose first line tells all that came before; the first one where none does. */
    private int start(List<Segment> segments) throws IOException {
        for (int i = segments.size() - 1; i > 0; i--) {
            if (isStart(segments.get(i))) {
                return i;
            }
        }
        return 0;
    }

    private boolean isStart(Segment segment) throws IOException {
        try (LineStream lines = new LineStream(segment)) {
            return lines.next()
                    && lines.isTerminated()
                    && WholeLine.read(segment, lines)
                            .entry()
                            .event()
                            .fact("complete")
                            .equals("true");
        } catch (BrokenLineException e) {
            throw broken(e);
        }
    }

    private void follow(Segment segment, boolean newest) throws IOException {
        try (LineStream lines = new LineStream(segment)) {
            while (lines.next()) {
                if (newest && !lines.isTerminated() && lines.offset() + lines.length() == segment.length()) {
                    torn = new Torn(segment, lines.offset());
                    return;
                }
                follow(WholeLine.read(segment, lines));
            }
        } catch (BrokenLineException e) {
            throw broken(e);
        }
    }

    private void follow(WholeLine line) throws IOException {
        LineStream lines = line.lines();
        if (chain.next() == 0 && lines.number() == 1 && line.segment().first() > 0) {
            chain = new Chain(line.before(), line.prefix().prev(), running(line));
        }
        line.follows(chain.next(), chain.last());
        AuditEvent event = line.entry().event();
        chain.follow(event, line.entry().hash());
        last = new Last(event.type(), event.at());
        if (OwnEvents.NAME_A_KEY.contains(last.type)) {
            keys.add(event.fact("key"));
        }
        meetCheckpoint();
    }

    private static Map<String, Long> running(WholeLine line) throws BrokenLineException {
        try {
            return Running.parse(line.entry().event().fact("running"));
        } catch (IllegalArgumentException e) {
            throw line.broken("it does not tell which calls were running: " + e.getMessage());
        }
    }

    private void meetCheckpoint() throws IOException {
        if (checkpoint != null && checkpoint.size() == chain.next()) {
            Hash root = chain.tree().root();
            if (!root.equals(checkpoint.root())) {
                throw new IOException("The journal " + home.name()
                        + " is not what its checkpoint says: the root over its first " + checkpoint.size()
                        + " lines is " + root + ", signed was " + checkpoint.root() + advice());
            }
            checkpointMet = true;
        }
    }

    /** A checkpoint is signed over what is on disk, so no crash leaves less. */
    private void check() throws IOException {
        if (checkpoint == null) {
            return;
        }
        if (checkpoint.size() > chain.next()) {
            throw new IOException(
                    "The journal " + home.name() + " ends after " + chain.next() + " whole lines, and its checkpoint"
                            + " was signed over " + checkpoint.size() + ": its end is gone" + advice());
        }
        if (checkpointMet && note != null && keys.stream().map(NoteKey::parse).noneMatch(note::isSignedBy)) {
            throw new IOException("The checkpoint of " + home.name()
                    + " is signed with none of the keys that the journal names: " + keys + advice());
        }
    }

    private IOException broken(BrokenLineException e) {
        return new IOException("The journal " + home.name() + " is broken in " + e.getMessage() + advice(), e);
    }

    private static String advice() {
        return ". Nothing is written to it: keep it as it is as evidence, verify it, and begin a new journal in another"
                + " folder or under another name.";
    }
}
