package dev.approvals.journal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TileTreeTest {

    private static Hash leaf(int index) {
        return new Hasher().leaf(new byte[] {(byte) index, (byte) (index >> 8), (byte) (index >> 16)});
    }

    /** How many tiles of each level and width a tree has. */
    private static Map<String, Integer> tiles(int size) throws IOException {
        Map<String, Integer> tiles = new TreeMap<>();
        TileTree tree = new TileTree((level, index, hashes, bytes) -> {
            assertThat(bytes).hasSize(hashes * Hash.LENGTH);
            tiles.merge("level " + level + " width " + hashes, 1, Integer::sum);
        });
        for (int i = 0; i < size; i++) {
            tree.add(leaf(i));
        }
        tree.finish();
        return tiles;
    }

    @Test
    void aTreeOfSeventyThousandIsCutAsTheSpecificationSays() throws IOException {
        assertThat(tiles(70_000))
                .isEqualTo(Map.of(
                        "level 0 width 256", 273,
                        "level 0 width 112", 1,
                        "level 1 width 256", 1,
                        "level 1 width 17", 1,
                        "level 2 width 1", 1));
    }

    @Test
    void aFullTileStandsAsOneHashInTheNextLevel() throws IOException {
        assertThat(tiles(256)).isEqualTo(Map.of("level 0 width 256", 1, "level 1 width 1", 1));
        assertThat(tiles(0)).isEmpty();

        Frontier whole = Frontier.empty();
        Hash[] top = new Hash[1];
        TileTree tree = new TileTree((level, index, hashes, bytes) -> {
            if (level == 1) {
                top[0] = Hash.of(bytes);
            }
        });
        for (int i = 0; i < TileTree.WIDTH; i++) {
            whole.add(leaf(i));
            tree.add(leaf(i));
        }
        tree.finish();
        assertThat(top[0]).isEqualTo(whole.root());
    }
}
