package dev.approvals.journal;

import dev.approvals.Claim;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.WholeLine;
import dev.approvals.journal.tree.TreeState;
import dev.approvals.review.Decision;
import dev.approvals.review.Vote;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes things out of a journal for good: old segments, of which those that follow tell the tree, and facts that are kept
 * apart.
 */
final class Care {

    private static final int APPROVERS = 2;

    private final JournalHome home;
    private final JournalHome.Writer writer;
    private final Log log;
    private final OwnEvents own;
    private final JournalOptions options;

    Care(JournalHome home, JournalHome.Writer writer, Log log, OwnEvents own, JournalOptions options) {
        this.home = home;
        this.writer = writer;
        this.log = log;
        this.own = own;
        this.options = options;
    }

    /** Recorded first: what is recorded and still there can be erased again, what is gone cannot be recorded any more. */
    void erase(long seq, String why) throws IOException {
        Entry entry = JournalReader.of(home)
                .entry(seq)
                .orElseThrow(() -> new JournalException("There is no line " + seq + " in " + home.name() + "."));
        Entry.Apart apart = entry.apart()
                .orElseThrow(() ->
                        new JournalException("Of line " + seq + " nothing is kept apart that could be erased; name"
                                + " facts in JournalOptions.keepApart before they are written."));
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("payload", apart.id());
        facts.put("line", Long.toString(seq));
        facts.put("call", entry.event().callId());
        facts.put("why", OwnEvents.words(why));
        log.append(own.event(AuditEventType.PAYLOAD_ERASED, facts), Durability.DISK);
        writer.erase(apart.id());
    }

    void exported(Principal by, String what) {
        TreeState tree = log.written();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("by", OwnEvents.words(by.toString()));
        facts.put("what", OwnEvents.words(what));
        facts.put("size", Long.toString(tree.size()));
        facts.put("root", tree.root().base64Url());
        log.append(own.event(AuditEventType.EVIDENCE_EXPORTED, facts), Durability.OS);
    }

    /** {@return how many segments were removed} */
    int prune(Instant before, String why) throws IOException {
        Claim claim = approved();
        Instant floor = options.clock().instant().minus(options.keptAtLeast());
        if (before.isAfter(floor)) {
            throw new JournalException("Events are kept until " + floor + " at the least, and everything before "
                    + before + " was to be pruned. Ask for less, or set JournalOptions.keepAtLeast.");
        }
        List<Segment> segments = home.segments();
        List<Segment> old = new ArrayList<>();
        // All lines of a segment were appended before the first line of the next one.
        for (int i = 0;
                i + 1 < segments.size()
                        && first(segments.get(i + 1)).event().at().isBefore(before);
                i++) {
            old.add(segments.get(i));
        }
        if (!old.isEmpty()) {
            writer.checkRemovable();
            Entry next = first(segments.get(old.size()));
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put("through", Long.toString(next.seq() - 1));
            facts.put("root", next.event().fact("root"));
            facts.put("segments", Integer.toString(old.size()));
            facts.put("before", before.toString());
            facts.put("why", OwnEvents.words(why));
            facts.put("call", claim.callId());
            log.append(own.event(OwnEvents.PRUNED, facts), Durability.DISK);
            remove(old);
        }
        return old.size();
    }

    private static Claim approved() {
        Claim claim = Claim.current()
                .orElseThrow(() -> new JournalException(
                        "Pruning is an action that people approve: call it inside of a gated tool with quorum = "
                                + APPROVERS + "."));
        long people = claim.votes().stream()
                .filter(vote -> vote.decision().kind() == Decision.Kind.APPROVE)
                .map(Vote::person)
                .distinct()
                .count();
        if (people < APPROVERS) {
            throw new JournalException("Pruning needs the approval of " + APPROVERS + " people, and call "
                    + claim.callId() + " has that of " + people + ": give the tool quorum = " + APPROVERS + ".");
        }
        return claim;
    }

    private static Entry first(Segment segment) throws IOException {
        try (LineStream lines = new LineStream(segment)) {
            lines.next();
            WholeLine line = WholeLine.read(segment, lines);
            line.before();
            return line.entry();
        }
    }

    private void remove(List<Segment> old) throws IOException {
        for (Segment segment : old) {
            try (LineStream lines = new LineStream(segment)) {
                while (lines.next()) {
                    Entry entry = WholeLine.read(segment, lines).entry();
                    if (entry.apart().isPresent()) {
                        writer.erase(entry.apart().get().id());
                    }
                    if (entry.event().type().equals(OwnEvents.RECOVERED)) {
                        writer.removeAside(entry.event().fact("movedTo"));
                    }
                }
            }
            writer.remove(segment);
        }
    }
}
