package dev.approvals.journal.home;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.segment.SegmentFile;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Pattern;

/** What a crash left behind the last whole line. */
final class TornTail {

    private static final Pattern NAME = Pattern.compile("torn-\\d{1,19}-\\d{1,9}\\.bin");

    private TornTail() {}

    /** Whether a line may name such a file, and none elsewhere. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Moves it aside into a file of its own, and tells what is to be recorded of it. */
    static Map<String, String> moveAside(Path folder, SegmentFile segment, long offset, long size) throws IOException {
        long bytes = segment.length() - offset;
        Path aside = free(folder, size);
        Hash digest = copy(segment.path(), offset, aside);
        Disk.syncFolder(folder);
        try (RandomAccessFile file = new RandomAccessFile(segment.path().toFile(), "rw")) {
            file.setLength(offset);
            file.getFD().sync();
        }
        return Map.of(
                "segment", segment.name(),
                "offset", Long.toString(offset),
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
}
