package dev.approvals.core.ledger;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.audit.AuditEvent;
import dev.approvals.core.request.RowCodec;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A durable store as the engine sees it: rows go out encrypted and sealed, and come in opened. A row that was not written by a
 * holder of the key is told to whoever ends it; {@link #get} throws for it, lists leave it out.
 */
public final class SealedStore implements ApprovalStore {

    /** How much is kept of rows that were read, in characters: their contents need not be read twice. */
    private static final long KEPT_CHARACTERS = 32L * 1024 * 1024;

    private final ApprovalStore rows;
    private final RowCodec codec;
    private final BiConsumer<StoredRow, BrokenSealException> broken;
    private final Cache<String, Read> read = CacheBuilder.newBuilder()
            .maximumWeight(KEPT_CHARACTERS)
            .weigher((String id, Read row) -> row.weight())
            .build();

    /** A row as it stands in the store, and what it says. */
    private record Read(StoredRow stored, StoredRow plain) {
        static Read newer(Read one, Read other) {
            return one.stored.version() > other.stored.version() ? one : other;
        }

        int weight() {
            int content = stored.content().length();
            return stored.content().equals(plain.content()) ? content : 2 * content;
        }
    }

    /**
     * A sealed store.
     *
     * @param rows keeps the rows
     * @param codec encrypts and seals
     * @param broken told of each row that was read and does not verify, as it stands in the store
     */
    public SealedStore(ApprovalStore rows, RowCodec codec, BiConsumer<StoredRow, BrokenSealException> broken) {
        this.rows = rows;
        this.codec = codec;
        this.broken = broken;
    }

    @Override
    public StoredRow createOrFind(StoredRow row, List<AuditEvent> events) {
        StoredRow sealed = codec.create(row);
        StoredRow there = rows.createOrFind(sealed, events);
        return there.id().equals(row.id()) && there.seal().equals(sealed.seal())
                ? keep(sealed, row.content(), row.state())
                : opened(there);
    }

    @Override
    public boolean compareAndSet(StoredRow next, List<AuditEvent> events) {
        Optional<Read> found = before(next);
        if (found.isEmpty()) {
            return false;
        }
        Read before = found.get();
        StoredRow sealed = codec.change(next.with(before.stored().content(), next.state()), before.stored());
        boolean replaced = replaced(sealed, before.stored(), events);
        if (replaced) {
            keep(sealed, before.plain().content(), next.state());
        }
        return replaced;
    }

    /** A row whose next events are there already was put back: the store takes no second event of one version. */
    private boolean replaced(StoredRow next, StoredRow before, List<AuditEvent> events) {
        try {
            return rows.compareAndSet(next, events);
        } catch (RuntimeException e) {
            long newest = newestEvent(next.id(), e);
            boolean still = newest > before.version()
                    && rows.get(next.id()).filter(before::equals).isPresent();
            throw still ? told(before, BrokenSealException.putBack(before, newest)) : e;
        }
    }

    private long newestEvent(String id, RuntimeException failure) {
        try {
            return rows.events(id).stream()
                    .mapToLong(AuditEvent::sequence)
                    .max()
                    .orElse(0);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** The version that is to be replaced, as it was read here; empty where it is not the newest any more. */
    private Optional<Read> before(StoredRow next) {
        Read seen = read.getIfPresent(next.id());
        if (seen != null && seen.stored().version() + 1 == next.version()) {
            return Optional.of(seen);
        }
        return stored(next.id())
                .filter(row -> row.version() + 1 == next.version())
                .map(row -> new Read(row, opened(row)));
    }

    @Override
    public Optional<StoredRow> get(String id) {
        return stored(id).map(this::opened);
    }

    /**
     * A row as it stands in the store, which is no older than what was seen before it was read.
     *
     * @throws BrokenSealException if it is older; it has been told by then
     */
    private Optional<StoredRow> stored(String id) {
        Read before = read.getIfPresent(id);
        Optional<StoredRow> stored = rows.get(id);
        if (before != null
                && stored.isPresent()
                && stored.get().version() < before.stored().version()) {
            throw told(
                    stored.get(),
                    BrokenSealException.putBack(stored.get(), before.stored().version()));
        }
        return stored;
    }

    private BrokenSealException told(StoredRow stored, BrokenSealException why) {
        broken.accept(stored, why);
        return why;
    }

    /**
     * Reads a row that the store gave.
     *
     * @throws BrokenSealException if nobody with the key wrote it so; it has been told by then
     */
    private StoredRow opened(StoredRow stored) {
        Read seen = read.getIfPresent(stored.id());
        if (seen != null && seen.stored().equals(stored)) {
            return seen.plain();
        }
        try {
            if (seen != null && seen.stored().content().equals(stored.content())) {
                return keep(stored, seen.plain().content(), codec.state(stored, seen.stored()));
            }
            StoredRow plain = codec.open(stored);
            return keep(stored, plain.content(), plain.state());
        } catch (BrokenSealException e) {
            // What was seen before stays known: it gives away an older row that is put back after this one.
            throw told(stored, e);
        }
    }

    private StoredRow keep(StoredRow stored, String content, String state) {
        StoredRow plain = stored.with(content.equals(stored.content()) ? stored.content() : content, state);
        // What was read before somebody else wrote does not take the place of what was written.
        read.asMap().merge(stored.id(), new Read(stored, plain), Read::newer);
        return plain;
    }

    /** Rows that are left out take nobody's place: there may be more of them than fit on a page. */
    @Override
    public List<StoredRow> due(Instant now, int limit) {
        int wanted = limit;
        while (true) {
            List<StoredRow> page = rows.due(now, wanted);
            List<StoredRow> sound = sound(page);
            if (page.size() < wanted || sound.size() >= limit) {
                return sound.subList(0, Math.min(limit, sound.size()));
            }
            wanted *= 2;
        }
    }

    /** Rows that are left out do not make a page shorter, for a short page is the last one. */
    @Override
    public List<StoredRow> list(Filter filter, String after, int limit) {
        List<StoredRow> sound = new ArrayList<>();
        String last = after;
        while (true) {
            int wanted = limit - sound.size();
            List<StoredRow> page = rows.list(filter, last, wanted);
            sound.addAll(sound(page));
            if (page.size() < wanted || sound.size() == limit) {
                return sound;
            }
            last = page.get(page.size() - 1).id();
        }
    }

    private List<StoredRow> sound(List<StoredRow> page) {
        List<StoredRow> sound = new ArrayList<>();
        for (StoredRow row : page) {
            soundly(row).ifPresent(sound::add);
        }
        return sound;
    }

    private Optional<StoredRow> soundly(StoredRow row) {
        try {
            return Optional.of(opened(row));
        } catch (BrokenSealException e) {
            // Told already: nobody acts upon it, and the others count.
            return Optional.empty();
        }
    }

    /** Rows that are left out of lists count: what is counted is only ever looked at to see whether to list at all. */
    @Override
    public int count(Filter filter, int most) {
        return rows.count(filter, most);
    }

    @Override
    public Map<String, Long> versions(Collection<String> ids) {
        return rows.versions(ids);
    }

    @Override
    public int forget(Instant before, int limit) {
        return rows.forget(before, limit);
    }

    @Override
    public List<AuditEvent> events(String id) {
        return rows.events(id);
    }

    @Override
    public Watch watch(Consumer<String> listener) {
        return rows.watch(listener);
    }

    @Override
    public Instant now() {
        return rows.now();
    }

    @Override
    public long epoch() {
        return rows.epoch();
    }

    @Override
    public Capabilities capabilities() {
        return rows.capabilities();
    }

    @Override
    public Map<String, String> describe() {
        return rows.describe();
    }

    @Override
    public void close() {
        rows.close();
    }
}
