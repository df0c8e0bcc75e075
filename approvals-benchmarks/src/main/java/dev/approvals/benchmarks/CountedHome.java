package dev.approvals.benchmarks;

import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.segment.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A home that counts how often its disk is waited for. */
final class CountedHome implements JournalHome {

    private final JournalHome home;
    private final AtomicLong syncs = new AtomicLong();

    CountedHome(JournalHome home) {
        this.home = home;
    }

    long syncs() {
        return syncs.get();
    }

    @Override
    public String name() {
        return home.name();
    }

    @Override
    public List<Segment> segments() throws IOException {
        return home.segments();
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        return home.checkpoint();
    }

    @Override
    public Optional<InputStream> payload(String id) throws IOException {
        return home.payload(id);
    }

    @Override
    public Optional<InputStream> payloadKey(String id) throws IOException {
        return home.payloadKey(id);
    }

    @Override
    public Optional<Path> keyFiles() {
        return home.keyFiles();
    }

    @Override
    public Writer take() throws IOException {
        return new Counting(home.take());
    }

    private final class Counting implements Writer {

        private final Writer writer;

        Counting(Writer writer) {
            this.writer = writer;
        }

        @Override
        public long goOn() throws IOException {
            return writer.goOn();
        }

        @Override
        public Map<String, String> moveAside(Segment newest, long offset, long size) throws IOException {
            return writer.moveAside(newest, offset, size);
        }

        @Override
        public void begin(long first) throws IOException {
            writer.begin(first);
        }

        @Override
        public void write(byte[] lines, int count, boolean onDisk) throws IOException {
            writer.write(lines, count, onDisk);
            syncs.addAndGet(onDisk ? 1 : 0);
        }

        @Override
        public void checkpoint(long size, byte[] note) throws IOException {
            writer.checkpoint(size, note);
        }

        @Override
        public void show(NoteKey key) throws IOException {
            writer.show(key);
        }

        @Override
        public void keep(String id, byte[] payload, byte[] key) throws IOException {
            writer.keep(id, payload, key);
        }

        @Override
        public void erase(String id) throws IOException {
            writer.erase(id);
        }

        @Override
        public void remove(Segment oldest) throws IOException {
            writer.remove(oldest);
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }
}
