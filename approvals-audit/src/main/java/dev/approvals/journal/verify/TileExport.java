package dev.approvals.journal.verify;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.SignedNote;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.approvals.journal.tree.TileTree;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a journal's checkpoint covers as the files of a C2SP tiled log: {@code checkpoint}, {@code tile/<level>/<n>} and
 * {@code tile/entries/<n>}. Any file server makes a log of them that existing clients, monitors and witnesses can read.
 */
public final class TileExport {

    private final Path target;
    private final long size;
    private final TileTree tiles;
    private final Frontier tree = Frontier.empty();
    private final Hasher hasher = new Hasher();
    private @Nullable DataOutputStream entries;

    private TileExport(Path target, long size) {
        this.target = target;
        this.size = size;
        this.tiles = new TileTree((level, index, hashes, bytes) ->
                Disk.writeNew(made(path(String.valueOf(level), index, hashes)), bytes));
    }

    /**
     * Writes the files.
     *
     * @param journal the journal's folder
     * @param target a folder that is not there yet
     * @return what it was signed to stand at
     * @throws IOException if the journal cannot be read, was pruned, or is not what its checkpoint says, or the files cannot be
     *     written
     */
    public static Checkpoint write(Path journal, Path target) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target + " is there already: name a folder that is not");
        }
        SignedNote note = Signed.note(journal);
        Checkpoint checkpoint = Signed.checkpoint(journal, note);
        TileExport export = new TileExport(target, checkpoint.size());
        Hash root = export.run(Segment.list(journal));
        if (!root.equals(checkpoint.root())) {
            throw new IOException("The journal " + journal + " is not what its checkpoint says: verify it.");
        }
        Disk.createFolder(target);
        Disk.writeNew(target.resolve(Signed.CHECKPOINT), note.bytes());
        return checkpoint;
    }

    private Hash run(List<Segment> segments) throws IOException {
        try {
            for (Segment segment : segments) {
                read(segment);
            }
            tiles.finish();
            return tree.root();
        } finally {
            if (entries != null) {
                entries.close();
            }
        }
    }

    private void read(Segment segment) throws IOException {
        if (tree.size() == 0 && segment.first() > 0) {
            throw new IOException("The first " + segment.first() + " lines were pruned; tiles need all of them.");
        }
        try (LineStream lines = new LineStream(segment)) {
            while (tree.size() < size && lines.next()) {
                Hash leaf = hasher.leaf(lines.bytes(), lines.begin(), lines.length());
                DataOutputStream out = entries(tree.size());
                out.writeShort(lines.length());
                out.write(lines.bytes(), lines.begin(), lines.length());
                tiles.add(leaf);
                tree.add(leaf);
            }
        }
    }

    private DataOutputStream entries(long next) throws IOException {
        if (entries == null || next % TileTree.WIDTH == 0) {
            if (entries != null) {
                entries.close();
            }
            int width = (int) Math.min(TileTree.WIDTH, size - next);
            Path file = made(path("entries", next / TileTree.WIDTH, width));
            Disk.create(file);
            entries = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(file.toFile())));
        }
        return entries;
    }

    private static Path made(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Disk.createFolder(folder);
        }
        return file;
    }

    private Path path(String level, long index, int width) {
        String path = String.format(Locale.ROOT, "%03d", index % 1000);
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            path = String.format(Locale.ROOT, "x%03d/", rest % 1000) + path;
        }
        String partial = width < TileTree.WIDTH ? ".p/" + width : "";
        return target.resolve("tile").resolve(level).resolve(path + partial);
    }
}
