package dev.approvals.journal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    /** The leaves and roots that the reference implementations of RFC 6962 are tested with. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int MOST = 70;

    private static Hash leaf(long index) {
        return new Hasher().leaf(("leaf " + index).getBytes(StandardCharsets.US_ASCII));
    }

    private static Frontier tree(long size) {
        Frontier tree = Frontier.empty();
        for (long i = 0; i < size; i++) {
            tree.add(leaf(i));
        }
        return tree;
    }

    private static List<Hash> path(ProofMaker maker, long size) {
        for (long i = 0; i < size; i++) {
            maker.add(leaf(i));
        }
        return maker.path();
    }

    @Test
    void rootsAreThoseOfTheReference() {
        Frontier tree = Frontier.empty();
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(tree.root()).isEqualTo(Hash.parse(ROOTS.get(size)));
            if (size < LEAVES.size()) {
                tree.add(new Hasher().leaf(HexFormat.of().parseHex(LEAVES.get(size))));
            }
        }
    }

    @Test
    void aTreeIsGoneOnWithFromItsText() {
        for (long size = 0; size < MOST; size++) {
            TreeState state = tree(size).state();
            Frontier goneOn = Frontier.of(TreeState.parse(size, state.text()));
            goneOn.add(leaf(size));

            assertThat(goneOn.root()).isEqualTo(tree(size + 1).root());
        }
    }

    @Test
    void aTreeOfAnotherNumberOfSubtreesIsNone() {
        assertThatThrownBy(() -> new TreeState(6, List.of(leaf(0))))
                .hasMessage("A tree of 6 leaves has 2 perfect subtrees; got 1");
    }

    @Test
    void everyLeafOfEveryTreeIsProvedToSomebodyElsesVerifier() throws InclusionProofVerificationException {
        for (long size = 1; size < MOST; size++) {
            Hash root = tree(size).root();
            for (long index = 0; index < size; index++) {
                List<Hash> path = path(ProofMaker.inclusion(index, size), size);

                assertThat(new InclusionProof(index, size, path).proves(leaf(index), root))
                        .isTrue();
                InclusionProofVerifier.verify(
                        leaf(index).bytes(),
                        index,
                        size,
                        path.stream().map(Hash::bytes).toList(),
                        root.bytes());
            }
        }
    }

    @Test
    void aProofOfAnythingElseIsNone() {
        Hash root = tree(11).root();
        List<Hash> path = path(ProofMaker.inclusion(5, 11), 11);

        assertThat(new InclusionProof(5, 11, path).proves(leaf(5), root)).isTrue();
        assertThat(new InclusionProof(5, 11, path).proves(leaf(6), root)).isFalse();
        assertThat(new InclusionProof(4, 11, path).proves(leaf(5), root)).isFalse();
        // The size is bound only as far as it shapes the path: the signed checkpoint binds it.
        assertThat(new InclusionProof(5, 8, path).proves(leaf(5), root)).isFalse();
        assertThat(new InclusionProof(5, 11, path.subList(1, path.size())).proves(leaf(5), root))
                .isFalse();
        List<Hash> longer = new ArrayList<>(path);
        longer.add(root);
        assertThat(new InclusionProof(5, 11, longer).proves(leaf(5), root)).isFalse();
        assertThatThrownBy(() -> new InclusionProof(11, 11, path)).hasMessage("A tree of 11 leaves has no leaf 11");
    }

    @Test
    void everyTreeIsProvedToBeginWithEveryEarlierOne() {
        for (long later = 1; later < MOST; later++) {
            Hash root = tree(later).root();
            for (long earlier = 0; earlier <= later; earlier++) {
                List<Hash> path = path(ProofMaker.consistency(earlier, later), later);
                ConsistencyProof proof = new ConsistencyProof(earlier, later, path);

                assertThat(proof.proves(tree(earlier).root(), root))
                        .as("%d in %d", earlier, later)
                        .isTrue();
                assertThat(proof.proves(leaf(99), root))
                        .as("another tree than %d in %d", earlier, later)
                        .isFalse();
                assertThat(proof.proves(tree(earlier).root(), leaf(99))).isEqualTo(earlier == 0);
            }
        }
    }

    @Test
    void leavesBehindAPrunedBeginningAreProved() {
        long size = 45;
        Hash root = tree(size).root();
        for (long pruned = 0; pruned < size; pruned++) {
            for (long index = pruned; index < size; index++) {
                ProofMaker maker = ProofMaker.inclusion(index, size);
                maker.begin(tree(pruned).state());
                for (long i = pruned; i < size; i++) {
                    maker.add(leaf(i));
                }

                assertThat(new InclusionProof(index, size, maker.path()).proves(leaf(index), root))
                        .isTrue();
            }
        }
    }

    @Test
    void aLeafThatWasPrunedCannotBeProved() {
        ProofMaker maker = ProofMaker.inclusion(2, 45);

        assertThatThrownBy(() -> maker.begin(tree(20).state())).hasMessageContaining("no longer there");
    }

    @Test
    void aProofNeedsAllLeaves() {
        assertThatThrownBy(() -> path(ProofMaker.inclusion(2, 45), 44))
                .hasMessage("The tree has 45 leaves, and only 44 were there");
    }

    @Test
    void aHashHasOneTextInEachForm() {
        Hash hash = leaf(7);

        assertThat(Hash.parse(hash.base64())).isEqualTo(hash);
        assertThat(Hash.parse(hash.base64Url())).isEqualTo(hash);
        assertThat(Hash.parse(hash.hex())).isEqualTo(hash);
        String text = hash.base64Url();
        // The last character carries four bits of the hash; its other two are always zero.
        char last = text.charAt(text.length() - 1);
        String other = text.substring(0, text.length() - 1) + (char) (last + 1);
        assertThatThrownBy(() -> Hash.parse(other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(hash.matches(hash.abbreviated())).isTrue();
        assertThat(hash.matches(hash.abbreviated().substring(1))).isFalse();
        assertThat(hash.matches("")).isFalse();
    }
}
