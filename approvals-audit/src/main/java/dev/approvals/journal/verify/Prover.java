package dev.approvals.journal.verify;

import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.SignedNote;
import dev.approvals.journal.segment.LineStream;
import dev.approvals.journal.segment.Segment;
import dev.approvals.journal.segment.WholeLine;
import dev.approvals.journal.tree.ConsistencyProof;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.approvals.journal.tree.ProofMaker;
import dev.approvals.journal.tree.TreeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes proofs against a journal's checkpoint. It reads all lines once, in bounded memory, and needs no key. Thread-safe.
 */
public final class Prover {

    private static final long NONE = -1;

    private final Path folder;

    private Prover(Path folder) {
        this.folder = folder;
    }

    /**
     * A prover of a journal.
     *
     * @param folder the journal's folder
     * @return the prover
     */
    public static Prover of(Path folder) {
        return new Prover(folder);
    }

    /**
     * Proves that a line stands in the log.
     *
     * @param seq the line's place
     * @return the proof, with the line and the checkpoint
     * @throws IOException if the journal cannot be read, is not what its checkpoint says, or the line is not in it, no longer,
     *     or not yet under the checkpoint; the message says which
     */
    public ProofBundle prove(long seq) throws IOException {
        SignedNote note = Signed.note(folder);
        Checkpoint checkpoint = Signed.checkpoint(folder, note);
        if (seq < 0 || seq >= checkpoint.size()) {
            throw new IOException("Line " + seq + " is not under the checkpoint, which covers " + checkpoint.size()
                    + " lines from 0 on: give a smaller number, or wait a second for the next checkpoint.");
        }
        Walk walk = new Walk(ProofMaker.inclusion(seq, checkpoint.size()), seq, checkpoint.size());
        List<Hash> path = walk.path(folder);
        String line = walk.line;
        if (line == null) {
            throw new IOException("Line " + seq + " is no longer there: the lines before it were pruned.");
        }
        return new ProofBundle(line, seq, path, note);
    }

    /**
     * Proves that the log under the checkpoint begins with an earlier one.
     *
     * @param earlier how many lines the earlier one had
     * @return the proof, with the root of the earlier one and the checkpoint
     * @throws IOException if the journal cannot be read, had never so many lines, or more of them were pruned
     */
    public GrowthProof proveBeginning(long earlier) throws IOException {
        SignedNote note = Signed.note(folder);
        Checkpoint checkpoint = Signed.checkpoint(folder, note);
        if (earlier < 0 || earlier > checkpoint.size()) {
            throw new IOException("The checkpoint covers " + checkpoint.size() + " lines, not " + earlier + ".");
        }
        Walk walk = new Walk(ProofMaker.consistency(earlier, checkpoint.size()), NONE, checkpoint.size());
        walk.earlier = earlier;
        ConsistencyProof proof = new ConsistencyProof(earlier, checkpoint.size(), walk.path(folder));
        Hash root = walk.earlierRoot;
        if (root == null) {
            throw new IOException(
                    "The tree of the first " + earlier + " lines is no longer known: more of them were pruned.");
        }
        return new GrowthProof(root, proof, note);
    }

    /** Hands the leaves to a proof, and keeps one line. */
    private static final class Walk {

        private final ProofMaker maker;
        private final long wanted;
        private final long size;
        private final Hasher hasher = new Hasher();
        private long next;
        private @Nullable String line;
        /** Grows up to the earlier size only, where there is one. */
        private Frontier tree = Frontier.empty();

        private long earlier = NONE;
        private @Nullable Hash earlierRoot;

        Walk(ProofMaker maker, long wanted, long size) {
            this.maker = maker;
            this.wanted = wanted;
            this.size = size;
        }

        List<Hash> path(Path folder) throws IOException {
            try {
                note();
                for (Segment segment : Segment.list(folder)) {
                    read(segment);
                }
                return maker.path();
            } catch (IllegalArgumentException | IllegalStateException e) {
                throw new IOException("The proof cannot be made: " + e.getMessage() + ".", e);
            }
        }

        private void read(Segment segment) throws IOException {
            try (LineStream lines = new LineStream(segment)) {
                while (next < size && lines.next()) {
                    if (next == 0 && segment.first() > 0) {
                        begin(WholeLine.read(segment, lines).before());
                    }
                    Hash leaf = hasher.leaf(lines.bytes(), lines.begin(), lines.length());
                    maker.add(leaf);
                    grow(leaf);
                    if (next == wanted) {
                        line = new String(lines.bytes(), lines.begin(), lines.length(), StandardCharsets.ISO_8859_1);
                    }
                    next++;
                }
            }
        }

        private void begin(TreeState pruned) {
            maker.begin(pruned);
            next = pruned.size();
            tree = Frontier.of(pruned);
            note();
        }

        private void grow(Hash leaf) {
            if (tree.size() < earlier) {
                tree.add(leaf);
                note();
            }
        }

        private void note() {
            if (tree.size() == earlier) {
                earlierRoot = tree.root();
            }
        }
    }
}
