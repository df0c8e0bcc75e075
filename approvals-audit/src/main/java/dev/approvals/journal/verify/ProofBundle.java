package dev.approvals.journal.verify;

import dev.approvals.journal.line.Entry;
import dev.approvals.journal.line.LineReader;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.note.SignedNote;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.approvals.journal.tree.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * One line, the proof that it stands in the log, and the signed checkpoint it is proved against: a C2SP {@code .tlog-proof}
 * with the line as its extra data, some three kilobytes that can be checked offline. Immutable.
 *
 * @param line the line, without its end
 * @param index its place in the log
 * @param path the hashes from its leaf to the root
 * @param checkpoint what was signed
 */
public record ProofBundle(String line, long index, List<Hash> path, SignedNote checkpoint) {

    /** The first line of a bundle's text. */
    public static final String HEAD = "c2sp.org/tlog-proof@v1";

    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    /** Checks the components. */
    public ProofBundle {
        path = List.copyOf(path);
    }

    /** {@return the bundle's text, which {@link #parse} reads} */
    public String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n').append(EXTRA);
        text.append(Base64.getEncoder().encodeToString(leafBytes())).append('\n');
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    private byte[] leafBytes() {
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a bundle; nothing of it is checked yet.
     *
     * @param text the bundle
     * @return the bundle
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static ProofBundle parse(String text) {
        int blank = text.indexOf("\n\n");
        String[] lines = blank < 0 ? new String[0] : text.substring(0, blank).split("\n", -1);
        if (lines.length < 3
                || !lines[0].equals(HEAD)
                || !lines[1].startsWith(EXTRA)
                || !lines[2].matches(INDEX + "(0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("Not a proof of a journal's line: it begins with " + HEAD
                    + ", a line \"extra\" with the journal's line, and a line \"index\"");
        }
        List<Hash> path = new ArrayList<>();
        for (int i = 3; i < lines.length; i++) {
            path.add(Hash.parse(lines[i]));
        }
        byte[] leaf = Base64.getDecoder().decode(lines[1].substring(EXTRA.length()));
        ProofBundle bundle = new ProofBundle(
                new String(leaf, StandardCharsets.ISO_8859_1),
                Long.parseLong(lines[2].substring(INDEX.length())),
                path,
                SignedNote.parse(text.substring(blank + 2).getBytes(StandardCharsets.UTF_8)));
        if (!bundle.text().equals(text)) {
            throw new IllegalArgumentException("Not how a proof is written, though it may mean the same");
        }
        return bundle;
    }

    /** {@return the log and the size that it is proved against; not yet checked} */
    public Checkpoint claimed() {
        return Checkpoint.parse(checkpoint.text());
    }

    /**
     * Checks the bundle.
     *
     * @param key the key that must have signed
     * @return what is wrong with it, or empty if the line stands in the log of that key
     */
    public Optional<String> fault(NoteKey key) {
        return signatureFault(checkpoint, key).or(this::contradiction);
    }

    static Optional<String> signatureFault(SignedNote checkpoint, NoteKey key) {
        return checkpoint.isSignedBy(key)
                ? Optional.empty()
                : Optional.of("Its checkpoint is not signed with the key " + key + ".");
    }

    /**
     * Checks whether the bundle fits together; anybody could have made it all.
     *
     * @return what is wrong with it, or empty if the line stands in the log of its checkpoint
     */
    public Optional<String> contradiction() {
        try {
            Checkpoint signed = claimed();
            InclusionProof proof = new InclusionProof(index, signed.size(), path);
            if (!proof.proves(new Hasher().leaf(leafBytes()), signed.root())) {
                return Optional.of("Its line does not stand at place " + index
                        + " of the log that was signed: the line, the place or the path was changed.");
            }
            return entry().seq() == index
                    ? Optional.empty()
                    : Optional.of(
                            "Its line says that it is number " + entry().seq() + ", and it stands at " + index + ".");
        } catch (IllegalArgumentException e) {
            return Optional.of("It contradicts itself: " + e.getMessage() + ".");
        }
    }

    /**
     * Reads the line.
     *
     * @return what it says
     * @throws IllegalArgumentException if it is no event
     */
    public Entry entry() {
        byte[] bytes = leafBytes();
        return LineReader.read(bytes, 0, bytes.length);
    }
}
