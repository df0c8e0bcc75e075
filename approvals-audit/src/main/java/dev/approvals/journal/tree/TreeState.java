package dev.approvals.journal.tree;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Merkle tree at one moment, as its perfect subtrees: enough to know its root and to grow on.
 *
 * @param size how many leaves it has
 * @param subtrees its perfect subtrees from the left, the largest first: one for each bit that is set in the size
 */
public record TreeState(long size, List<Hash> subtrees) {

    /** A tree without leaves. */
    public static final TreeState EMPTY = new TreeState(0, List.of());

    /** Checks the components. */
    public TreeState {
        subtrees = List.copyOf(subtrees);
        if (size < 0 || subtrees.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has " + Long.bitCount(size)
                    + " perfect subtrees; got " + subtrees.size());
        }
    }

    /** {@return its root} */
    public Hash root() {
        return Frontier.of(this).root();
    }

    /** {@return the subtrees as one text, which {@link #parse} reads} */
    public String text() {
        return subtrees.stream().map(Hash::base64Url).collect(Collectors.joining(" "));
    }

    /**
     * Reads what {@link #text} gave.
     *
     * @param size how many leaves the tree has
     * @param text the subtrees
     * @return the tree
     * @throws IllegalArgumentException if it is not the text of a tree of that size
     */
    public static TreeState parse(long size, String text) {
        List<Hash> subtrees = text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ", -1)).map(Hash::parse).toList();
        return new TreeState(size, subtrees);
    }
}
