package dev.approvals.journal.tree;

import java.util.List;
import java.util.Optional;

/**
 * Shows that a leaf stands in a tree.
 *
 * @param index the leaf's place, from 0
 * @param size how many leaves the tree has
 * @param path the hashes beside the way from the leaf to the root, the lowest first
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    /** Checks the components. */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + index);
        }
        path = List.copyOf(path);
    }

    /**
     * Computes the root of a tree that has the leaf at this place, by RFC 9162, section 2.1.3.2.
     *
     * @param leaf the leaf's hash
     * @return the root, or empty if the path is too long or too short for the tree
     */
    public Optional<Hash> root(Hash leaf) {
        Hasher hasher = new Hasher();
        long node = index;
        long last = size - 1;
        Hash root = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((node & 1) == 1 || node == last) {
                root = hasher.node(sibling, root);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = hasher.node(root, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }

    /**
     * Checks the proof.
     *
     * @param leaf the leaf's hash
     * @param root the tree's root
     * @return whether the leaf stands at this place in the tree of that root
     */
    public boolean proves(Hash leaf, Hash root) {
        return root(leaf).filter(root::equals).isPresent();
    }
}
