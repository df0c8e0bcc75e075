package dev.approvals.journal.read;

import dev.approvals.journal.home.Folder;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.line.LineFormat;
import dev.approvals.journal.line.LineReader;
import dev.approvals.journal.payload.Payloads;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.store.PayloadCipher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal, also while it is written: the whole lines that are there. It checks no hashes, which the verifier does.
 * Thread-safe.
 */
public final class JournalReader {

    private final JournalHome home;
    private final @Nullable PayloadCipher cipher;
    private final long end;

    private JournalReader(JournalHome home, @Nullable PayloadCipher cipher, long end) {
        this.home = home;
        this.cipher = cipher;
        this.end = end;
    }

    /**
     * Reads what stands in the lines.
     *
     * @param folder the journal's folder
     * @return a reader
     */
    public static JournalReader of(Path folder) {
        return of(new Folder(folder));
    }

    /**
     * Reads what stands in the lines, wherever they stand.
     *
     * @param home where
     * @return a reader
     */
    public static JournalReader of(JournalHome home) {
        return new JournalReader(home, null, Long.MAX_VALUE);
    }

    /**
     * Reads facts that are kept apart too, unless they were erased.
     *
     * @param keys decrypts the keys of payloads
     * @return a copy
     */
    public JournalReader with(PayloadCipher keys) {
        return new JournalReader(home, keys, end);
    }

    /**
     * Reads only the beginning of the log, such as the part that was verified.
     *
     * @param size how many lines the log had then, pruned ones included
     * @return a copy
     */
    public JournalReader upTo(long size) {
        return new JournalReader(home, cipher, size);
    }

    /**
     * Reads entries in their order, a few at a time.
     *
     * @param query which
     * @return the entries; to be closed. Reading throws {@link UncheckedIOException} where a file or line cannot be read
     * @throws IOException if it cannot be read
     */
    public Stream<Entry> entries(Query query) throws IOException {
        List<Segment> segments = home.segments();
        Walk walk = new Walk(segments.subList(begin(segments, query.since()), segments.size()), query.since(), end);
        return StreamSupport.stream(walk, false)
                .filter(query::wants)
                .map(this::whole)
                .onClose(walk::close);
    }

    /**
     * Reads one entry.
     *
     * @param seq its place in the log
     * @return the entry, or empty if there is none: not yet, or no longer
     * @throws IOException if it cannot be read
     */
    public Optional<Entry> entry(long seq) throws IOException {
        try (Stream<Entry> entries = entries(Query.all().since(seq))) {
            return entries.findFirst().filter(entry -> entry.seq() == seq);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads several journals as one, by time; those of one journal keep their order.
     *
     * @param journals their readers
     * @param query which entries
     * @return the entries; to be closed
     * @throws IOException if a folder cannot be read
     */
    public static Stream<Entry> merged(List<JournalReader> journals, Query query) throws IOException {
        return found(journals, query).map(Found::entry);
    }

    /**
     * An entry, and which of several journals it stands in.
     *
     * @param journal the journal's place in the list, from 0
     * @param entry the entry
     */
    public record Found(int journal, Entry entry) {}

    /**
     * Reads several journals as one, as {@link #merged} does, and says where each entry stands.
     *
     * @param journals their readers
     * @param query which entries
     * @return the entries; to be closed
     * @throws IOException if a folder cannot be read
     */
    public static Stream<Found> found(List<JournalReader> journals, Query query) throws IOException {
        List<Stream<Entry>> each = new ArrayList<>();
        for (JournalReader journal : journals) {
            each.add(journal.entries(query));
        }
        return merge(each);
    }

    /**
     * Makes one of several journals' entries, by time; those of one journal keep their order.
     *
     * @param journals the entries of each
     * @return all of them; to be closed, which closes each
     */
    public static Stream<Entry> byTime(List<Stream<Entry>> journals) {
        return merge(journals).map(Found::entry);
    }

    private static Stream<Found> merge(List<Stream<Entry>> journals) {
        PriorityQueue<Ahead> heads = new PriorityQueue<>(
                Comparator.comparing((Ahead ahead) -> ahead.head.event().at())
                        .thenComparingInt(ahead -> ahead.journal));
        Stream<Found> all = StreamSupport.stream(new Merge(heads), false);
        for (int i = 0; i < journals.size(); i++) {
            Stream<Entry> entries = journals.get(i);
            all = all.onClose(entries::close);
            Ahead ahead = new Ahead(i, entries.spliterator());
            if (ahead.advance()) {
                heads.add(ahead);
            }
        }
        return all;
    }

    private static int begin(List<Segment> segments, long since) {
        int begin = 0;
        while (begin + 1 < segments.size() && segments.get(begin + 1).first() <= since) {
            begin++;
        }
        return begin;
    }

    private Entry whole(Entry entry) {
        if (cipher == null || entry.apart().isEmpty()) {
            return entry;
        }
        try {
            Optional<Map<String, String>> facts =
                    new Payloads(home, new SecureRandom()).read(entry.apart().get(), cipher);
            return facts.map(entry::with).orElse(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Walks through the lines of segments. */
    private static final class Walk extends Spliterators.AbstractSpliterator<Entry> {

        private final List<Segment> segments;
        private final long since;
        private final long end;
        private int next;
        private @Nullable LineStream lines;

        Walk(List<Segment> segments, long since, long end) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.segments = segments;
            this.since = since;
            this.end = end;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Entry> action) {
            try {
                LineStream line = move();
                if (line == null || place(line) >= end) {
                    return false;
                }
                if (!line.isTerminated() && line.length() <= LineFormat.LONGEST && next == segments.size()) {
                    return false; // Half a line: it is being written, or never was.
                }
                action.accept(read(line, segments.get(next - 1)));
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Goes to the next line that may be wanted; those before are not even parsed. Null behind the last. */
        private @Nullable LineStream move() throws IOException {
            do {
                while (lines == null || !lines.next()) {
                    if (next == segments.size()) {
                        return null;
                    }
                    close();
                    lines = new LineStream(segments.get(next++));
                }
            } while (place(lines) < since);
            return lines;
        }

        private long place(LineStream line) {
            return segments.get(next - 1).first() + line.number() - 1;
        }

        private static Entry read(LineStream lines, Segment segment) throws IOException {
            try {
                return LineReader.read(lines.bytes(), lines.begin(), lines.length());
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "Line " + lines.number() + " of " + segment + " is no event: " + e.getMessage(), e);
            }
        }

        void close() {
            try {
                if (lines != null) {
                    lines.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A journal and its next entry. */
    private static final class Ahead {

        private final int journal;
        private final Spliterator<Entry> entries;
        private Entry head;

        @SuppressWarnings("NullAway") // It has a head once it advanced, and is not used before.
        Ahead(int journal, Spliterator<Entry> entries) {
            this.journal = journal;
            this.entries = entries;
        }

        boolean advance() {
            return entries.tryAdvance(entry -> head = entry);
        }
    }

    /** Takes the earliest of several heads. */
    private static final class Merge extends Spliterators.AbstractSpliterator<Found> {

        private final PriorityQueue<Ahead> heads;

        Merge(PriorityQueue<Ahead> heads) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.heads = heads;
        }

        @Override
        public boolean tryAdvance(Consumer<? super Found> action) {
            Ahead first = heads.poll();
            if (first == null) {
                return false;
            }
            Found found = new Found(first.journal, first.head);
            if (first.advance()) {
                heads.add(first);
            }
            action.accept(found);
            return true;
        }
    }
}
