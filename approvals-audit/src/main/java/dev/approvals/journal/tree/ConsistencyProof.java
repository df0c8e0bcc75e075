package dev.approvals.journal.tree;

import java.util.List;

/**
 * Shows that a tree only grew: that the first leaves of the later one are those of the earlier one.
 *
 * @param earlier how many leaves the earlier tree has
 * @param later how many leaves the later tree has
 * @param path the hashes that RFC 6962, section 2.1.2, names
 */
public record ConsistencyProof(long earlier, long later, List<Hash> path) {

    /** Checks the components. */
    public ConsistencyProof {
        if (earlier < 0 || earlier > later) {
            throw new IllegalArgumentException("A tree of " + later + " leaves has no beginning of " + earlier);
        }
        path = List.copyOf(path);
    }

    /**
     * Checks the proof, by RFC 9162, section 2.1.4.2.
     *
     * @param earlierRoot the earlier tree's root
     * @param laterRoot the later tree's root
     * @return whether the later tree begins with the earlier one
     */
    public boolean proves(Hash earlierRoot, Hash laterRoot) {
        if (earlier == later) {
            return path.isEmpty() && earlierRoot.equals(laterRoot);
        }
        if (earlier == 0) {
            return path.isEmpty() && earlierRoot.equals(new Hasher().empty());
        }
        boolean power = Long.bitCount(earlier) == 1;
        return (power || !path.isEmpty())
                && walk(power ? earlierRoot : path.get(0), power ? path : path.subList(1, path.size()))
                        .equals(new Roots(earlierRoot, laterRoot, 0));
    }

    /** Both roots on the way up, and what is left of the later tree's width. */
    private record Roots(Hash earlier, Hash later, long left) {}

    private Roots walk(Hash seed, List<Hash> rest) {
        int shift = Long.numberOfTrailingZeros(earlier);
        long node = (earlier - 1) >>> shift;
        long last = (later - 1) >>> shift;
        Hasher hasher = new Hasher();
        Roots roots = new Roots(seed, seed, last);
        for (Hash hash : rest) {
            if (last == 0) {
                return new Roots(roots.earlier, roots.later, -1);
            }
            if ((node & 1) == 1 || node == last) {
                roots = new Roots(hasher.node(hash, roots.earlier), hasher.node(hash, roots.later), 0);
                int up = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= up;
                last >>>= up;
            } else {
                roots = new Roots(roots.earlier, hasher.node(roots.later, hash), 0);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return new Roots(roots.earlier, roots.later, last);
    }
}
