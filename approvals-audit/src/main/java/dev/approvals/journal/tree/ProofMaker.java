package dev.approvals.journal.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a proof while the leaves of a tree pass by once, in order: it keeps a few hashes for each step of the proof's path and
 * never the tree. For one thread at a time.
 */
public final class ProofMaker {

    /** A subtree whose hash the proof needs: the leaves from its begin to before its end. */
    private record Part(long begin, long end, Frontier inside) {
        Part(long begin, long end) {
            this(begin, end, Frontier.empty());
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final long size;
    private long next;

    private ProofMaker(long size) {
        this.size = size;
    }

    /**
     * For the proof that a leaf stands in a tree.
     *
     * @param index the leaf's place
     * @param size how many leaves the tree has
     * @return a maker that waits for the leaves
     */
    public static ProofMaker inclusion(long index, long size) {
        ProofMaker maker = new ProofMaker(size);
        maker.path(index, 0, size);
        return maker;
    }

    /**
     * For the proof that a tree begins with an earlier one.
     *
     * @param earlier how many leaves the earlier tree has
     * @param later how many leaves the later tree has
     * @return a maker that waits for the leaves
     */
    public static ProofMaker consistency(long earlier, long later) {
        ProofMaker maker = new ProofMaker(later);
        if (earlier > 0 && earlier < later) {
            maker.subproof(earlier, 0, later, true);
        }
        return maker;
    }

    /** RFC 6962's PATH, from below. */
    private void path(long index, long begin, long end) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + Long.highestOneBit(end - begin - 1);
        if (index < middle) {
            path(index, begin, middle);
            parts.add(new Part(middle, end));
        } else {
            path(index, middle, end);
            parts.add(new Part(begin, middle));
        }
    }

    /** RFC 6962's SUBPROOF, from below. */
    private void subproof(long earlier, long begin, long end, boolean known) {
        if (earlier == end) {
            if (!known) {
                parts.add(new Part(begin, end));
            }
            return;
        }
        long middle = begin + Long.highestOneBit(end - begin - 1);
        if (earlier <= middle) {
            subproof(earlier, begin, middle, known);
            parts.add(new Part(middle, end));
        } else {
            subproof(earlier, middle, end, false);
            parts.add(new Part(begin, middle));
        }
    }

    /**
     * Takes the beginning of the tree, where its leaves themselves are gone.
     *
     * @param pruned the tree of what is gone
     * @throws IllegalArgumentException if the proof needs more of it than its perfect subtrees
     */
    public void begin(TreeState pruned) {
        long rest = pruned.size();
        for (Hash subtree : pruned.subtrees()) {
            int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(rest);
            take(subtree, level);
            rest -= 1L << level;
        }
    }

    /**
     * Takes the next leaf; those behind the tree's end are passed over.
     *
     * @param leaf its hash
     */
    public void add(Hash leaf) {
        take(leaf, 0);
    }

    private void take(Hash subtree, int level) {
        long end = next + (1L << level);
        for (Part part : parts) {
            if (next >= part.begin && end <= part.end) {
                part.inside.add(subtree, level);
            } else if (next < part.end && end > part.begin) {
                throw new IllegalArgumentException("The proof needs single leaves of " + next + " to " + (end - 1)
                        + ", which are no longer there");
            }
        }
        next = end;
    }

    /**
     * The path of the proof.
     *
     * @return the hashes, the lowest first
     * @throws IllegalStateException if fewer leaves passed by than the tree has
     */
    public List<Hash> path() {
        if (next < size) {
            throw new IllegalStateException("The tree has " + size + " leaves, and only " + next + " were there");
        }
        return parts.stream().map(part -> part.inside.root()).toList();
    }
}
