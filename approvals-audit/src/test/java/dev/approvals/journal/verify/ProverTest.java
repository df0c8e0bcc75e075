package dev.approvals.journal.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditSink;
import dev.approvals.journal.Journal;
import dev.approvals.journal.Journals;
import dev.approvals.journal.note.KeyFile;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.sigstore.merkle.InclusionProofVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProverTest {

    @TempDir
    Path temp;

    private Path folder = Path.of("");
    private NoteKey key = NoteKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    private final List<AuditSink.Head> heads = new ArrayList<>();

    @BeforeEach
    void write() {
        folder = temp.resolve("audit");
        try (Journal journal = Journal.open(folder, Journals.options().segmentBytes(6_000))) {
            LongStream.rangeClosed(1, 40).mapToObj(Journals::event).forEach(event -> {
                journal.append(event);
                heads.add(journal.head().orElseThrow());
            });
            key = journal.key();
        }
    }

    @Test
    void everyLineIsProvedInSomeThreeKilobytesAlsoToSomebodyElsesVerifier() throws Exception {
        List<String> lines = Journals.lines(folder);
        for (int seq = 0; seq < lines.size(); seq++) {
            String text = Prover.of(folder).prove(seq).text();

            ProofBundle bundle = ProofBundle.parse(text);
            assertThat(text.length()).isLessThan(3_000);
            assertThat(bundle.text()).isEqualTo(text);
            assertThat(bundle.line()).isEqualTo(lines.get(seq));
            assertThat(bundle.fault(key)).isEmpty();
            InclusionProofVerifier.verify(
                    new Hasher()
                            .leaf(lines.get(seq).getBytes(StandardCharsets.US_ASCII))
                            .bytes(),
                    bundle.index(),
                    bundle.claimed().size(),
                    bundle.path().stream().map(Hash::bytes).toList(),
                    bundle.claimed().root().bytes());
        }
    }

    @Test
    void noByteOfABundleCanBeChanged() throws IOException {
        String text = Prover.of(folder).prove(7).text();
        for (int place = 0; place < text.length(); place++) {
            String changed = text.substring(0, place) + (char) (text.charAt(place) ^ 1) + text.substring(place + 1);

            assertThat(proves(changed)).as("character %d: %s", place, changed).isFalse();
        }
    }

    private boolean proves(String text) {
        try {
            return ProofBundle.parse(text).fault(key).isEmpty();
        } catch (IllegalArgumentException noBundle) {
            return false;
        }
    }

    @Test
    void aBundleSaysWhatIsWrongWithIt() throws IOException {
        ProofBundle bundle = Prover.of(folder).prove(7);
        NoteKey other = KeyFile.openOrCreate(temp.resolve("other.key"), "other").key();

        assertThat(bundle.fault(other))
                .hasValueSatisfying(fault -> assertThat(fault).contains("is not signed with the key other+"));
        assertThat(new ProofBundle(bundle.line(), 8, bundle.path(), bundle.checkpoint()).fault(key))
                .hasValueSatisfying(fault -> assertThat(fault).contains("does not stand at place 8"));
        assertThat(new ProofBundle(bundle.line() + " ", 7, bundle.path(), bundle.checkpoint()).fault(key))
                .isPresent();
        assertThatThrownBy(() -> ProofBundle.parse("{}")).hasMessageContaining("Not a proof of a journal's line");
    }

    @Test
    void theLogIsProvedToBeginWithWhatWasSeenOfIt() throws IOException {
        Hash root = Prover.of(folder).prove(0).claimed().root();
        for (AuditSink.Head head : heads) {
            GrowthProof proof = Prover.of(folder).proveBeginning(head.size());

            assertThat(GrowthProof.parse(proof.text())).isEqualTo(proof);
            assertThat(proof.earlierRoot()).isEqualTo(rootAt(head.size()));
            assertThat(proof.fault(Anchor.parse(head.size() + ":" + head.root())))
                    .isEmpty();
            assertThat(proof.fault(key)).isEmpty();
            assertThat(proof.proof().proves(root, root)).isFalse();
        }
    }

    @Test
    void noByteOfAProofOfGrowthCanBeChanged() throws IOException {
        Anchor seen = Prover.of(folder).proveBeginning(13).earlier();
        String text = Prover.of(folder).proveBeginning(13).text();
        for (int place = 0; place < text.length(); place++) {
            String changed = text.substring(0, place) + (char) (text.charAt(place) ^ 1) + text.substring(place + 1);

            assertThat(provesGrowth(changed, seen))
                    .as("character %d: %s", place, changed)
                    .isFalse();
        }
    }

    private boolean provesGrowth(String text, Anchor seen) {
        try {
            GrowthProof proof = GrowthProof.parse(text);
            return proof.fault(key).isEmpty() && proof.fault(seen).isEmpty();
        } catch (IllegalArgumentException noProof) {
            return false;
        }
    }

    @Test
    void aProofOfGrowthSaysWhatIsWrongWithIt() throws IOException {
        GrowthProof proof = Prover.of(folder).proveBeginning(13);
        NoteKey other = KeyFile.openOrCreate(temp.resolve("other.key"), "other").key();
        GrowthProof forged = new GrowthProof(rootAt(12), proof.proof(), proof.checkpoint());

        assertThat(proof.fault(other))
                .hasValueSatisfying(fault -> assertThat(fault).contains("is not signed with the key other+"));
        assertThat(forged.fault(key))
                .hasValueSatisfying(fault -> assertThat(fault).contains("does not begin with the 13 lines"));
        assertThat(proof.fault(new Anchor(13, rootAt(12).abbreviated())))
                .hasValueSatisfying(fault -> assertThat(fault).contains("is not what was seen, 13:"));
        assertThatThrownBy(() -> Prover.of(folder).proveBeginning(100_000)).hasMessageContaining("covers");
        assertThatThrownBy(() -> GrowthProof.parse("{}")).hasMessageContaining("Not a proof of a journal's growth");
    }

    private Hash rootAt(long size) throws IOException {
        var tree = Frontier.empty();
        for (String line : Journals.lines(folder).subList(0, (int) size)) {
            tree.add(new Hasher().leaf(line.getBytes(StandardCharsets.US_ASCII)));
        }
        return tree.root();
    }

    @Test
    void aLineThatIsNotThereYetCannotBeProved() {
        assertThatThrownBy(() -> Prover.of(folder).prove(100_000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Line 100000 is not under the checkpoint");
        assertThatThrownBy(() -> Prover.of(folder).prove(-1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Prover.of(temp).prove(1)).hasMessageContaining("has no checkpoint");
    }
}
