package dev.approvals.core.store;

import dev.approvals.audit.AuditEvent;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in this process's memory: nothing survives it. Writers take turns; readers wait for nobody.
 *
 * <p>The rows of ended requests are kept until {@value #KEPT_ENDED} newer ones have ended, or the rows of ended requests
 * hold more than {@value #KEPT_CHARACTERS} characters.
 */
public final class InMemoryApprovalStore implements ApprovalStore {

    /** How many ended rows are kept. */
    public static final int KEPT_ENDED = 10_000;

    /** How much the contents of ended rows may hold together, in characters. */
    public static final long KEPT_CHARACTERS = 64L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(InMemoryApprovalStore.class);

    private final Timekeeper clock;
    private final int keptEnded;
    private final long keptCharacters;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final RowIndex index = new RowIndex();
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();

    /**
     * An empty store.
     *
     * @param clock the clock that deadlines are kept by
     */
    public InMemoryApprovalStore(Timekeeper clock) {
        this(clock, KEPT_ENDED, KEPT_CHARACTERS);
    }

    InMemoryApprovalStore(Timekeeper clock, int keptEnded, long keptCharacters) {
        this.clock = clock;
        this.keptEnded = keptEnded;
        this.keptCharacters = keptCharacters;
    }

    /**
     * A row and what it means: an object of the process in which all this stands, so that nobody need write it as text.
     *
     * @param row the row
     * @param meaning what it means to whoever wrote it, if that was handed in
     */
    public record Kept(StoredRow row, Optional<Object> meaning) {
        /** Checks the components. */
        public Kept {
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(meaning, "meaning");
        }
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        return createOrFind(new Kept(row, Optional.empty()), events).row();
    }

    /**
     * As {@link #createOrFind(StoredRow, List)}, with what the row means.
     *
     * @param first the row
     * @param events what happened so far
     * @return what is there now
     */
    public Kept createOrFind(Kept first, List<AuditEvent> events) {
        StoredRow row = first.row();
        writing.lock();
        try {
            Optional<String> there =
                    Optional.of(row.id()).filter(entries::containsKey).or(() -> index.find(row.keys()));
            if (there.isPresent()) {
                return entry(there.get()).kept();
            }
            Entry entry = Entry.first(first, index.place(), clock.now(), events);
            entries.put(row.id(), entry);
            index.add(entry);
            evict();
        } finally {
            writing.unlock();
        }
        tell(row.id());
        return first;
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        return replace(
                next.id(), next.version(), before -> new Kept(withContentOf(before, next), Optional.empty()), events);
    }

    /**
     * As {@link #compareAndSet(StoredRow, List)}, with what the row means. The content becomes that of the given row, for
     * what a row means may be written at its end only.
     *
     * @param next the row as it shall be
     * @param events what happened
     * @return true if the row was replaced
     */
    public boolean compareAndSet(Kept next, List<AuditEvent> events) {
        return replace(next.row().id(), next.row().version(), before -> next, events);
    }

    private boolean replace(String id, long version, Function<StoredRow, Kept> next, List<AuditEvent> told) {
        writing.lock();
        try {
            Entry entry = entries.get(id);
            if (entry == null || entry.row().version() + 1 != version) {
                return false;
            }
            Entry changed = entry.changed(next.apply(entry.row()), clock.now(), told);
            index.replace(entry, changed);
            entries.put(id, changed);
            evict();
        } finally {
            writing.unlock();
        }
        tell(id);
        return true;
    }

    private static StoredRow withContentOf(StoredRow before, StoredRow next) {
        return new StoredRow(
                before.id(),
                before.kind(),
                next.version(),
                next.keys(),
                next.status(),
                next.dueAt(),
                before.content(),
                next.state(),
                next.seal());
    }

    /** The entry of an id that the index holds. */
    private Entry entry(String id) {
        return Objects.requireNonNull(entries.get(id), "the index holds an id that is not there");
    }

    private void evict() {
        int kept = index.ended().size();
        while (kept > keptEnded || (index.characters() > keptCharacters && kept > 1)) {
            remove(index.ended().iterator().next());
            kept--;
        }
    }

    private void remove(Entry entry) {
        entries.remove(entry.id());
        index.remove(entry);
    }

    private void tell(String id) {
        for (Consumer<String> watcher : watchers) {
            try {
                watcher.accept(id);
            } catch (RuntimeException e) {
                // The row has changed all the same, and a hint may be lost.
                LOG.warn("A watcher failed on row {}", id, e);
            }
        }
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::row);
    }

    /**
     * Reads a row with what it means.
     *
     * @param id its id
     * @return both as they were written together, or empty
     */
    public Optional<Kept> kept(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::kept);
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        Map<String, Long> versions = new LinkedHashMap<>();
        ids.forEach(id -> get(id).ifPresent(row -> versions.put(id, row.version())));
        return versions;
    }

    @Override
    public List<StoredRow> due(Instant now, int limit) {
        writing.lock();
        try {
            return index.due(now, limit);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        writing.lock();
        try {
            Entry last = entries.get(after);
            if (last == null && !after.isEmpty()) {
                return List.of();
            }
            return index.list(filter, Optional.ofNullable(last))
                    .limit(limit)
                    .map(Entry::row)
                    .toList();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public int forget(Instant before, int limit) {
        writing.lock();
        try {
            List<Entry> old = index.ended().stream()
                    .filter(entry -> entry.changedAt().isBefore(before))
                    .limit(limit)
                    .toList();
            old.forEach(this::remove);
            return old.size();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<AuditEvent> events(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::events).orElse(List.of());
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        watchers.add(listener);
        return () -> watchers.remove(listener);
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public long epoch() {
        return 0;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, true);
    }

    @Override
    public Map<String, String> describe() {
        return Map.of("product", "memory");
    }

    @Override
    public void close() {
        watchers.clear();
    }
}
