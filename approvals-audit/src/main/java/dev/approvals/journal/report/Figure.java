package dev.approvals.journal.report;

import java.util.List;
import java.util.Objects;

/**
 * A number, and the events behind it.
 *
 * @param count how many events
 * @param first the first of them, as many as the report keeps
 * @param filter which they are
 */
public record Figure(long count, List<Ref> first, Filter filter) {

    /** Checks the components. */
    public Figure {
        first = List.copyOf(first);
        Objects.requireNonNull(filter, "filter");
    }

    /**
     * Where an event stands.
     *
     * @param journal which of the report's journals, from 0
     * @param seq its place in that journal
     */
    public record Ref(int journal, long seq) implements Comparable<Ref> {
        @Override
        public int compareTo(Ref other) {
            int byJournal = Integer.compare(journal, other.journal);
            return byJournal != 0 ? byJournal : Long.compare(seq, other.seq);
        }

        @Override
        public String toString() {
            return journal + "-" + seq;
        }
    }
}
