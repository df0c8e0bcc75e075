package dev.approvals.journal.home;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.line.LineReader;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.SegmentFile;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Copies a journal from wherever it stands into a folder, which everything that reads journals reads. */
public final class JournalCopy {

    private static final String NAME_OF_PAYLOAD = "[A-Za-z0-9_-]{22}";

    private JournalCopy() {}

    /**
     * Copies all there is, broken or not, also while it is written. The copy is byte for byte what a journal in a folder would
     * be; it is to be read, not to be gone on with.
     *
     * @param home where the journal stands
     * @param target a folder that is not there yet
     * @throws IOException if there is no journal, the folder is there, or something could not be read or written
     */
    public static void write(JournalHome home, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target + " is there already: name a folder that is not");
        }
        // Before the lines: those that are written meanwhile are beyond it, never short of it.
        Optional<byte[]> checkpoint = home.checkpoint();
        List<Segment> segments = home.segments();
        if (segments.isEmpty()) {
            throw new IOException("There is no journal " + home.name() + " to copy.");
        }
        Disk.createFolder(target);
        Folder copy = new Folder(target);
        for (Segment segment : segments) {
            SegmentFile file = SegmentFile.in(target, segment.first());
            copy(segment, file);
            copyPayloads(home, file, copy);
        }
        if (checkpoint.isPresent()) {
            Disk.writeNew(copy.checkpointFile(), checkpoint.get());
        }
    }

    private static void copy(Segment segment, SegmentFile target) throws IOException {
        Disk.create(target.path());
        try (InputStream in = segment.open();
                FileOutputStream out = new FileOutputStream(target.path().toFile())) {
            in.transferTo(out);
        }
    }

    private static void copyPayloads(JournalHome home, SegmentFile segment, Folder copy) throws IOException {
        try (LineStream lines = new LineStream(segment)) {
            while (lines.next()) {
                Optional<Entry.Apart> apart = apart(lines);
                if (apart.isPresent() && apart.get().id().matches(NAME_OF_PAYLOAD)) {
                    copyPayload(home, apart.get().id(), copy);
                }
            }
        }
    }

    private static Optional<Entry.Apart> apart(LineStream lines) {
        try {
            return LineReader.read(lines.bytes(), lines.begin(), lines.length()).apart();
        } catch (IllegalArgumentException broken) {
            return Optional.empty(); // It is copied as it is, for whoever verifies the copy.
        }
    }

    private static void copyPayload(JournalHome home, String id, Folder copy) throws IOException {
        try (InputStream sealed = home.payload(id).orElse(null);
                InputStream key = home.payloadKey(id).orElse(null)) {
            if (sealed != null && key != null && !Files.exists(copy.payloadFile(id))) {
                Disk.createFolder(copy.path().resolve(Folder.APART));
                Disk.writeNew(copy.payloadFile(id), sealed.readAllBytes());
                Disk.writeNew(copy.payloadKeyFile(id), key.readAllBytes());
            }
        }
    }
}
