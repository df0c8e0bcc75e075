package dev.approvals.journal.home;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.disk.FolderLock;
import dev.approvals.journal.segment.Segment;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder with a file for each segment, one for the newest checkpoint, and two for the facts of each event that are kept
 * apart.
 *
 * @param path the folder
 */
public record Folder(Path path) implements JournalHome {

    static final String APART = "apart";

    private static final String CHECKPOINT = "checkpoint";
    private static final int LARGEST_CHECKPOINT = 1_000_000;

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public List<Segment> segments() throws IOException {
        return Segment.list(path);
    }

    @Override
    public Optional<byte[]> checkpoint() throws IOException {
        Path file = checkpointFile();
        return Files.exists(file) ? Optional.of(Disk.read(file, LARGEST_CHECKPOINT)) : Optional.empty();
    }

    @Override
    public Optional<InputStream> payload(String id) throws IOException {
        return opened(payloadFile(id));
    }

    @Override
    public Optional<InputStream> payloadKey(String id) throws IOException {
        return opened(payloadKeyFile(id));
    }

    @Override
    public Optional<InputStream> movedAside(String name) throws IOException {
        return TornTail.isName(name) ? opened(path.resolve(name)) : Optional.empty();
    }

    @Override
    public boolean isBeingWritten() throws IOException {
        return FolderLock.isHeld(path);
    }

    private static Optional<InputStream> opened(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(new FileInputStream(file.toFile())) : Optional.empty();
    }

    Path checkpointFile() {
        return path.resolve(CHECKPOINT);
    }

    Path payloadFile(String id) {
        return path.resolve(APART).resolve(id + ".sealed");
    }

    Path payloadKeyFile(String id) {
        return path.resolve(APART).resolve(id + ".key");
    }

    /** Beside the folder, not in it: whoever copies a journal, to keep it or to show it, must not copy its secrets. */
    @Override
    public Optional<Path> keyFiles() {
        return Optional.of(path);
    }

    @Override
    public Writer take() throws IOException {
        Disk.createFolder(path);
        return new FolderWriter(this, FolderLock.take(path));
    }
}
