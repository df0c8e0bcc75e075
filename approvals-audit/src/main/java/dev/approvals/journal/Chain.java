package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.approvals.journal.tree.TreeState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the next line follows from: the hash of the last one, the tree over all, and the runs that have not ended. */
final class Chain {

    private static final Set<AuditEventType> ENDS = Set.of(
            AuditEventType.ACTION_COMPLETED, AuditEventType.ACTION_FAILED, AuditEventType.ACTION_OUTCOME_UNKNOWN);
    private static final byte[] LINE_END = {'\n'};

    private final Hasher hasher = new Hasher();
    private final Frontier tree;
    /** The calls that were started and have not ended, with the line of the start. */
    private final Map<String, Long> running;

    private Hash last;

    Chain(TreeState tree, Hash last, Map<String, Long> running) {
        this.tree = Frontier.of(tree);
        this.last = last;
        this.running = new LinkedHashMap<>(running);
    }

    static Chain empty() {
        return new Chain(TreeState.EMPTY, Hash.NONE, Map.of());
    }

    long next() {
        return tree.size();
    }

    Hash last() {
        return last;
    }

    TreeState tree() {
        return tree.state();
    }

    Map<String, Long> running() {
        return Map.copyOf(running);
    }

    /** Makes the next line of an event, at the end of a buffer. */
    void write(AuditEvent event, byte[] body, LineBuffer buffer) {
        int begin = buffer.size();
        buffer.add(LineFormat.prefix(next(), last));
        buffer.add(body);
        follow(event, hasher.leaf(buffer.bytes(), begin, buffer.size() - begin));
        buffer.add(LINE_END);
    }

    /** Goes on behind a line that is there already. */
    void follow(AuditEvent event, Hash leaf) {
        if (event.type().equals(AuditEventType.ACTION_STARTED)) {
            running.put(event.callId(), next());
        } else if (ENDS.contains(event.type())) {
            running.remove(event.callId());
        }
        last = leaf;
        tree.add(last);
    }
}
