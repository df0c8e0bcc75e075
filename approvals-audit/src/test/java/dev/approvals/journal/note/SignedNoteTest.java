package dev.approvals.journal.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedNoteTest {

    /** The key, the text and the signature of the example in golang.org/x/mod/sumdb/note. */
    private static final String SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private static final String PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String TEXT = "If you think cryptography is the answer to your problem,\n"
            + "then you don't know what your problem is.\n";
    private static final String NOTE = TEXT
            + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @TempDir
    Path temp;

    private static SignedNote parse(String note) {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }

    private KeyFile file(String content) throws IOException {
        Path file = temp.resolve("a.key");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
        return KeyFile.open(file);
    }

    @Test
    void aNoteOfGosToolsIsReadAndChecked() {
        SignedNote note = parse(NOTE);

        assertThat(note.text()).isEqualTo(TEXT);
        assertThat(note.isSignedBy(NoteKey.parse(PUBLIC))).isTrue();
        assertThat(note).hasToString(NOTE);
    }

    @Test
    void aKeyOfGosToolsSignsTheSameNote() throws IOException {
        KeyFile signer = file(SECRET + "\n" + PUBLIC + "\n");

        assertThat(SignedNote.sign(TEXT, signer)).hasToString(NOTE);
        assertThat(signer.toString()).doesNotContain("AYEKFALVFGyNhPJEMzD1QIDr");
    }

    @Test
    void noBitOfANoteCanBeChanged() {
        byte[] note = NOTE.getBytes(StandardCharsets.UTF_8);
        NoteKey key = NoteKey.parse(PUBLIC);
        for (int bit = 0; bit < note.length * 8; bit++) {
            byte[] changed = note.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(isSigned(changed, key)).as("bit %d", bit).isFalse();
        }
    }

    private static boolean isSigned(byte[] note, NoteKey key) {
        try {
            return SignedNote.parse(note).isSignedBy(key);
        } catch (IllegalArgumentException noNote) {
            return false;
        }
    }

    @Test
    void signaturesOfOthersSayNothing() throws IOException {
        Path file = temp.resolve("other.key");
        SignedNote other = SignedNote.sign(TEXT, KeyFile.openOrCreate(file, "other"));
        String line = other.toString().substring(TEXT.length() + 1);

        assertThat(parse(NOTE + line).isSignedBy(NoteKey.parse(PUBLIC))).isTrue();
        assertThat(parse(NOTE + line).isSignedBy(KeyFile.open(file).key())).isTrue();
        assertThat(parse(other.toString()).isSignedBy(NoteKey.parse(PUBLIC))).isFalse();
        // Of the same name, and another key.
        SignedNote impostor = SignedNote.sign(TEXT, KeyFile.openOrCreate(temp.resolve("b.key"), "PeterNeumann"));
        assertThat(impostor.isSignedBy(NoteKey.parse(PUBLIC))).isFalse();
    }

    @Test
    void whatIsNoNoteIsRefused() {
        for (String text : List.of("", "text\n", "text\n\n", NOTE + "more\n", NOTE.strip(), "a\tb\n\n" + NOTE)) {
            assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aKeyThatWasChangedIsRefused() {
        assertThatThrownBy(() -> NoteKey.parse(PUBLIC.replace("ARpc2", "ARpc3")))
                .hasMessageContaining("a part of it was changed");
        assertThatThrownBy(() -> NoteKey.parse("nonsense")).hasMessageContaining("name+hash+key");
    }

    @Test
    void aKeyFileOfTwoKeysOrOfNoneIsRefusedWithoutQuotingIt() {
        String other = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFA";
        for (String content : List.of("", SECRET, SECRET.replaceAll("AYEK.*", other) + "\n" + PUBLIC, "a\nb")) {
            assertThatThrownBy(() -> file(content))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("holds no Ed25519 key")
                    .hasMessageNotContaining("AYEK")
                    .hasNoCause();
        }
    }

    @Test
    void aNewKeyIsTheOwnersOnlyAndIsFoundAgain() throws IOException {
        Path file = temp.resolve("new.key");
        KeyFile made = KeyFile.openOrCreate(file, "example.com/audit");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.openOrCreate(file, "ignored").key()).isEqualTo(made.key());
        assertThat(NoteKey.parse(made.key().toString())).isEqualTo(made.key());
        assertThat(made.key().name()).isEqualTo("example.com/audit");
    }

    @Test
    void aCheckpointIsWrittenAsInItsSpecification() {
        String text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

        Checkpoint checkpoint = Checkpoint.parse(text);

        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.text()).isEqualTo(text);
        Frontier tree = Frontier.empty();
        tree.add(new Hasher().leaf(new byte[] {1}));
        assertThat(Checkpoint.of("x", tree.state()))
                .isEqualTo(Checkpoint.parse("x\n1\n" + tree.root().base64() + "\n"));
    }

    @Test
    void whatIsNoCheckpointIsRefused() {
        String root = Hash.NONE.base64();
        for (String text : List.of(
                "x\n01\n" + root + "\n",
                "x\n-1\n" + root + "\n",
                "x\n1\n" + Hash.NONE.hex() + "\n",
                "\n1\n" + root + "\n",
                "x\n1\n")) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
