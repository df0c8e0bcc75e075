package dev.approvals.journal.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a Merkle tree into the tiles of c2sp.org/tlog-tiles while its leaves pass by: of each level it keeps one tile. For one
 * thread at a time.
 */
public final class TileTree {

    /** How many hashes a full tile has. */
    public static final int WIDTH = 256;

    private final Sink sink;
    private final List<Level> levels = new ArrayList<>();

    /**
     * Cuts.
     *
     * @param sink takes the tiles
     */
    public TileTree(Sink sink) {
        this.sink = sink;
    }

    /** Takes tiles. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes one tile.
         *
         * @param level its level: 0 for the leaves
         * @param index its place in the level
         * @param hashes how many hashes it has: {@link TileTree#WIDTH}, or fewer at the right side of the tree
         * @param bytes the hashes
         * @throws IOException if it could not be taken
         */
        void tile(int level, long index, int hashes, byte[] bytes) throws IOException;
    }

    private static final class Level {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Frontier tree = Frontier.empty();
        private long index;
    }

    /**
     * Takes the next leaf.
     *
     * @param leaf its hash
     * @throws IOException if a tile could not be taken
     */
    public void add(Hash leaf) throws IOException {
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new Level());
            }
            Level tile = levels.get(level);
            tile.bytes.writeBytes(hash.shared());
            tile.tree.add(hash);
            if (tile.tree.size() < WIDTH) {
                return;
            }
            hash = tile.tree.root();
            hand(level, tile);
        }
    }

    private void hand(int level, Level tile) throws IOException {
        sink.tile(level, tile.index++, (int) tile.tree.size(), tile.bytes.toByteArray());
        tile.bytes.reset();
        tile.tree = Frontier.empty();
    }

    /**
     * Hands over the tiles that are not full.
     *
     * @throws IOException if one could not be taken
     */
    public void finish() throws IOException {
        for (int level = 0; level < levels.size(); level++) {
            if (levels.get(level).tree.size() > 0) {
                hand(level, levels.get(level));
            }
        }
    }
}
