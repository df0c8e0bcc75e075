package dev.approvals.journal;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a crash left behind the last whole line, moved aside.
 *
 * @param last the segment to go on with, if there is one
 * @param facts what to record of it; none if there was nothing
 */
record TornTail(Optional<Segment> last, Map<String, String> facts) {

    /** Moves aside what stands behind the last whole line, so that nothing that was written is destroyed. */
    static TornTail mend(Path folder, Recovery.Found found) throws IOException {
        Map<String, String> facts = found.torn().isPresent()
                ? moveAside(folder, found.torn().get(), found.chain().next())
                : Map.of();
        return new TornTail(last(found.segments()), facts);
    }

    private static Map<String, String> moveAside(Path folder, Recovery.Torn torn, long size) throws IOException {
        Path segment = torn.segment().path();
        long bytes = Files.size(segment) - torn.offset();
        Path aside = free(folder, size);
        Hash digest = copy(segment, torn.offset(), aside);
        Disk.syncFolder(folder);
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.setLength(torn.offset());
            file.getFD().sync();
        }
        return Map.of(
                "segment", torn.segment().name(),
                "offset", Long.toString(torn.offset()),
                "bytes", Long.toString(bytes),
                "movedTo", aside.getFileName().toString(),
                "sha256", digest.hex());
    }

    /** A crash while mending leaves a file: the next attempt takes another name. */
    private static Path free(Path folder, long size) {
        for (int i = 1; ; i++) {
            Path file = folder.resolve("torn-" + size + "-" + i + ".bin");
            if (!Files.exists(file)) {
                return file;
            }
        }
    }

    private static Hash copy(Path segment, long offset, Path aside) throws IOException {
        MessageDigest sha256 = Hasher.sha256();
        byte[] buffer = new byte[1 << 16];
        Disk.create(aside);
        try (RandomAccessFile in = new RandomAccessFile(segment.toFile(), "r");
                RandomAccessFile out = new RandomAccessFile(aside.toFile(), "rw")) {
            in.seek(offset);
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                sha256.update(buffer, 0, count);
            }
            out.getFD().sync();
        }
        return Hash.of(sha256.digest());
    }

    /** A segment without a line was about to be begun: it is begun anew when it is needed. */
    private static Optional<Segment> last(List<Segment> segments) throws IOException {
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        Segment last = segments.get(segments.size() - 1);
        if (segments.size() == 1 || Files.size(last.path()) > 0) {
            return Optional.of(last);
        }
        Files.delete(last.path());
        return Optional.of(segments.get(segments.size() - 2));
    }
}
