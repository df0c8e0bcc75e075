package dev.approvals.journal.export;

import dev.approvals.journal.home.Folder;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.SignedNote;
import dev.approvals.journal.read.JournalReader;
import dev.approvals.journal.read.Query;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.tree.Hash;
import dev.approvals.store.PayloadCipher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a journal's events on as they come, each at least once and in their order, and keeps its place in a file: whatever
 * kills it, the next one goes on from there. An event is handed on once a checkpoint covers it, about a second after it was
 * written, so that no crash can take back what others were told.
 *
 * <p>It has no thread of its own. One follower at a time uses a place. Immutable.
 */
public final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int USUAL_BATCH = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final JournalHome home;
    private final Path place;
    private final JournalReader reader;
    private final int batch;

    private Follower(JournalHome home, Path place, JournalReader reader, int batch) {
        this.home = home;
        this.place = place;
        this.reader = reader;
        this.batch = batch;
    }

    /** Takes events on, such as a client of a collector. */
    @FunctionalInterface
    public interface Receiver {

        /**
         * Takes events. Returning means taken; whatever is thrown means that all of them are handed on again.
         *
         * @param events at least one, in their order; some may have been handed on before
         * @throws IOException if they were not taken
         * @throws InterruptedException if it was interrupted before they were taken
         */
        void take(List<Exported> events) throws IOException, InterruptedException;
    }

    /**
     * A follower of the journal in a folder.
     *
     * @param folder the journal's folder
     * @param place the file that keeps how far it came, outside of the folder; begun with the first line if it is not there
     * @return the follower
     */
    public static Follower of(Path folder, Path place) {
        return of(new Folder(folder), place);
    }

    /**
     * A follower of a journal, wherever it stands.
     *
     * @param home where
     * @param place the file that keeps how far it came; begun with the first line if it is not there
     * @return the follower
     */
    public static Follower of(JournalHome home, Path place) {
        return new Follower(home, place.toAbsolutePath(), JournalReader.of(home), USUAL_BATCH);
    }

    /**
     * Hands on facts that are kept apart too, unless they were erased. The journal cannot erase them where they went.
     *
     * @param keys decrypts the keys of payloads
     * @return a copy
     */
    public Follower with(PayloadCipher keys) {
        return new Follower(home, place, reader.with(keys), batch);
    }

    /**
     * Sets how many events are handed on at once; 500 where nobody says otherwise.
     *
     * @param most at least 1
     * @return a copy
     */
    public Follower batch(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("A batch has room for 1 event at least; got " + most);
        }
        return new Follower(home, place, reader, most);
    }

    /**
     * Hands on what has come since, up to one batch.
     *
     * @param receiver takes it
     * @return how many events were taken; 0 if there is nothing new
     * @throws IOException if the receiver did not take them, the journal cannot be read or is another one, lines were pruned
     *     before they were handed on, or the place cannot be kept; the message says which
     * @throws InterruptedException if the receiver was interrupted
     */
    public int handOn(Receiver receiver) throws IOException, InterruptedException {
        long end = checkpointed();
        Place now = here();
        if (end <= now.next()) {
            return 0;
        }
        List<Exported> events = events(now, end);
        receiver.take(events);
        Entry last = events.get(events.size() - 1).entry();
        new Place(last.seq() + 1, last.hash()).write(place);
        return events.size();
    }

    /**
     * Hands on whatever comes, in the thread that calls, until that is interrupted. A receiver that fails is tried again with
     * the same events, ever more seldom and at least once a minute; each failure is logged.
     *
     * @param pause how long to wait where there is nothing new
     * @param receiver takes the events
     */
    public void follow(Duration pause, Receiver receiver) {
        Duration wait = pause;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                wait = handOn(receiver) > 0 ? Duration.ZERO : pause;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException | RuntimeException e) {
                wait = longer(wait.compareTo(pause) < 0 ? pause : wait);
                LOG.warn("Events of {} were not handed on; tried again in {}", home.name(), wait, e);
            }
            LockSupport.parkNanos(wait.toNanos());
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /**
     * Says how far it came.
     *
     * @return the first line that was not handed on
     * @throws IOException if the place or the journal cannot be read
     */
    public long next() throws IOException {
        return here().next();
    }

    /**
     * Goes to another line, such as the first one behind those that were pruned too early, or back to hand on again.
     *
     * @param seq the first line to hand on
     * @throws IOException if the place cannot be kept
     */
    public void moveTo(long seq) throws IOException {
        new Place(seq, Hash.NONE).write(place);
    }

    private long checkpointed() throws IOException {
        Optional<byte[]> note = home.checkpoint();
        try {
            return note.isEmpty()
                    ? 0
                    : Checkpoint.parse(SignedNote.parse(note.get()).text()).size();
        } catch (IllegalArgumentException e) {
            throw new IOException("The checkpoint of " + home.name() + " is damaged: " + e.getMessage(), e);
        }
    }

    private Place here() throws IOException {
        Optional<Place> kept = Place.read(place);
        if (kept.isPresent()) {
            return kept.get();
        }
        long first = home.segments().stream().mapToLong(Segment::first).min().orElse(0);
        return new Place(first, Hash.NONE);
    }

    /** One batch, with the line before it where that is known: the journal must still be the one that was followed. */
    private List<Exported> events(Place now, long end) throws IOException {
        boolean known = !now.last().equals(Hash.NONE);
        Query query = Query.all().since(known ? now.next() - 1 : now.next());
        List<Entry> entries;
        try (Stream<Entry> all = reader.upTo(end).entries(query)) {
            entries = all.limit(known ? batch + 1L : batch).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (known && !entries.isEmpty() && entries.get(0).seq() == now.next() - 1) {
            check(entries.get(0), now);
            entries = entries.subList(1, entries.size());
        }
        if (entries.isEmpty() || entries.get(0).seq() != now.next()) {
            throw missing(now, entries);
        }
        String name = JournalName.of(home);
        return entries.stream()
                .limit(batch)
                .map(entry -> new Exported(name, entry))
                .toList();
    }

    private void check(Entry before, Place now) throws IOException {
        if (!before.hash().equals(now.last())) {
            throw new IOException(
                    "Line " + before.seq() + " of " + home.name() + " is not the one that was handed on: it is"
                            + " another journal, or was changed. Verify it; to follow it from its beginning, remove "
                            + place + ".");
        }
    }

    private IOException missing(Place now, List<Entry> entries) {
        String from = entries.isEmpty() ? "" : " from line " + entries.get(0).seq() + " on";
        return new IOException(
                "Line " + now.next() + " of " + home.name() + " is not there: lines were pruned before they were"
                        + " handed on. Go on without them" + from + " with moveTo.");
    }
}
