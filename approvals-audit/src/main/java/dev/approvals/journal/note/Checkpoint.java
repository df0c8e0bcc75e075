package dev.approvals.journal.note;

import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.TreeState;
import java.util.Objects;

/**
 * What a log stood at, as c2sp.org/tlog-checkpoint has it.
 *
 * @param origin the log's name
 * @param size how many lines it had
 * @param root the root of the Merkle tree over them
 */
public record Checkpoint(String origin, long size, Hash root) {

    /** Checks the components. */
    public Checkpoint {
        Objects.requireNonNull(root, "root");
        if (origin.isBlank() || origin.contains("\n") || size < 0) {
            throw new IllegalArgumentException("A checkpoint has a name of one line and a size");
        }
    }

    /**
     * What a tree stands at.
     *
     * @param origin the log's name
     * @param state the tree over its lines
     * @return the checkpoint
     */
    public static Checkpoint of(String origin, TreeState state) {
        return new Checkpoint(origin, state.size(), state.root());
    }

    /**
     * Reads the text of a note.
     *
     * @param text the text
     * @return the checkpoint
     * @throws IllegalArgumentException if it is not the text of a checkpoint
     */
    public static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !lines[1].matches("0|[1-9][0-9]{0,18}")) {
            throw new IllegalArgumentException("Not a checkpoint: it has a name, a size and a root, a line each");
        }
        Hash root = Hash.parse(lines[2]);
        if (!root.base64().equals(lines[2])) {
            throw new IllegalArgumentException("Not a checkpoint: its root is not written in base64");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    /** {@return the text to sign} */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
