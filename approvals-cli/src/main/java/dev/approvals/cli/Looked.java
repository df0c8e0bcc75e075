package dev.approvals.cli;

import dev.approvals.journal.line.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** What there was to choose from: how many events, which numbers, times and types they had. For one thread. */
final class Looked {

    /** A journal of strangers may have as many types as lines. */
    private static final int MOST_TYPES = 60;

    private final TreeSet<String> types = new TreeSet<>();
    private long count;
    private long first = Long.MAX_VALUE;
    private long last = -1;
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> to = Optional.empty();

    void at(Entry entry) {
        Instant at = entry.event().at();
        count++;
        first = Math.min(first, entry.seq());
        last = Math.max(last, entry.seq());
        from = from.filter(at::isAfter).or(() -> Optional.of(at));
        to = to.filter(at::isBefore).or(() -> Optional.of(at));
        if (types.size() < MOST_TYPES) {
            types.add(entry.event().type().name());
        }
    }

    /** {@return whether there was an event of a type, or where it ends in a dot of one that begins so} */
    boolean hasType(String name) {
        return types.stream().anyMatch(type -> name.endsWith(".") ? type.startsWith(name) : type.equals(name));
    }

    String types() {
        return String.join(", ", types);
    }

    /** {@return whether there may be an event of a number} */
    boolean reaches(long seq) {
        return first <= seq && seq <= last;
    }

    @Override
    public String toString() {
        return count == 0
                ? "no event at all"
                : count + " events, numbered " + first + " to " + last + ", from " + from.orElseThrow() + " to "
                        + to.orElseThrow();
    }
}
