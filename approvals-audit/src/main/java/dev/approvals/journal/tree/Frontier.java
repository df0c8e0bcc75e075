package dev.approvals.journal.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree that grows at its right side, as its few perfect subtrees: all that is needed to add leaves and to know the
 * root. For one thread at a time.
 */
public final class Frontier {

    private final Hasher hasher;
    /** The perfect subtrees from the left, the largest first: one for each bit that is set in the size. */
    private final List<Hash> subtrees;

    private long size;

    private Frontier(Hasher hasher, long size, List<Hash> subtrees) {
        this.hasher = hasher;
        this.size = size;
        this.subtrees = subtrees;
    }

    /** {@return a tree without leaves} */
    public static Frontier empty() {
        return new Frontier(new Hasher(), 0, new ArrayList<>());
    }

    /**
     * A tree of which only the subtrees are known.
     *
     * @param state its subtrees
     * @return the tree, to grow on
     */
    public static Frontier of(TreeState state) {
        return new Frontier(new Hasher(), state.size(), new ArrayList<>(state.subtrees()));
    }

    /** {@return how many leaves it has} */
    public long size() {
        return size;
    }

    /**
     * Adds one leaf at the right.
     *
     * @param leaf its hash
     */
    public void add(Hash leaf) {
        add(leaf, 0);
    }

    /**
     * Adds a perfect subtree at the right.
     *
     * @param subtree its hash
     * @param level its height: it has 2^level leaves, and the size so far is a multiple of that
     */
    void add(Hash subtree, int level) {
        Hash sum = subtree;
        for (long rest = size >>> level; (rest & 1) == 1; rest >>>= 1) {
            sum = hasher.node(subtrees.remove(subtrees.size() - 1), sum);
        }
        subtrees.add(sum);
        size += 1L << level;
    }

    /** {@return the root of the tree as it is} */
    public Hash root() {
        if (subtrees.isEmpty()) {
            return hasher.empty();
        }
        Hash root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = hasher.node(subtrees.get(i), root);
        }
        return root;
    }

    /** {@return the tree as it is now} */
    public TreeState state() {
        return new TreeState(size, subtrees);
    }
}
