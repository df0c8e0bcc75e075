package dev.approvals.journal.home;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.disk.FolderLock;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.SegmentFile;
import dev.approvals.journal.segment.SegmentWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes to a folder, which it has locked. */
final class FolderWriter implements JournalHome.Writer {

    private static final String KEY = "key.pub";
    private static final int LARGEST_KEY = 10_000;

    private final Folder folder;
    private final FolderLock lock;
    private @Nullable SegmentWriter segment;

    FolderWriter(Folder folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    @Override
    public long goOn() throws IOException {
        List<SegmentFile> segments = SegmentFile.list(folder.path());
        if (segments.isEmpty()) {
            begin(0);
            return 0;
        }
        SegmentFile last = segments.get(segments.size() - 1);
        if (segments.size() > 1 && last.length() == 0) {
            // It was about to be begun: it is begun anew when it is needed.
            Files.delete(last.path());
            last = segments.get(segments.size() - 2);
        }
        segment = SegmentWriter.open(last);
        return segment.length();
    }

    @Override
    public Map<String, String> moveAside(Segment newest, long offset, long size) throws IOException {
        return TornTail.moveAside(folder.path(), SegmentFile.in(folder.path(), newest.first()), offset, size);
    }

    @Override
    public void begin(long first) throws IOException {
        if (segment != null) {
            segment.close();
        }
        segment = SegmentWriter.create(SegmentFile.in(folder.path(), first));
        Disk.syncFolder(folder.path());
    }

    @Override
    public void write(byte[] lines, int count, boolean onDisk) throws IOException {
        SegmentWriter open = segment;
        if (open == null) {
            throw new IOException("No segment of " + folder.path() + " was begun.");
        }
        open.write(lines, count);
        if (onDisk) {
            open.sync();
        }
    }

    @Override
    public void checkpoint(long size, byte[] note) throws IOException {
        Disk.replace(folder.checkpointFile(), note);
    }

    /** For the convenience of whoever looks into the folder; a verifier should know the key from elsewhere. */
    @Override
    public void show(NoteKey key) throws IOException {
        Path file = folder.path().resolve(KEY);
        byte[] text = (key + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Files.exists(file) || !Arrays.equals(Disk.read(file, LARGEST_KEY), text)) {
            Disk.replace(file, text);
        }
    }

    @Override
    public void keep(String id, byte[] payload, byte[] key) throws IOException {
        Path apart = folder.path().resolve(Folder.APART);
        Disk.createFolder(apart);
        Disk.writeNew(folder.payloadFile(id), payload);
        Disk.writeNew(folder.payloadKeyFile(id), key);
        Disk.syncFolder(apart);
    }

    @Override
    public void erase(String id) throws IOException {
        for (Path file : new Path[] {folder.payloadKeyFile(id), folder.payloadFile(id)}) {
            if (Files.exists(file)) {
                overwrite(file);
                Files.delete(file);
            }
        }
        Path apart = folder.path().resolve(Folder.APART);
        if (Files.exists(apart)) {
            Disk.syncFolder(apart);
        }
    }

    private static void overwrite(Path file) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(new byte[Math.toIntExact(out.length())]);
            out.getFD().sync();
        }
    }

    @Override
    public void remove(Segment oldest) throws IOException {
        Files.delete(SegmentFile.in(folder.path(), oldest.first()).path());
        Disk.syncFolder(folder.path());
    }

    @Override
    public void removeAside(String name) throws IOException {
        if (TornTail.isName(name)) {
            Files.deleteIfExists(folder.path().resolve(name));
            Disk.syncFolder(folder.path());
        }
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            if (segment != null) {
                segment.close();
            }
        }
    }
}
