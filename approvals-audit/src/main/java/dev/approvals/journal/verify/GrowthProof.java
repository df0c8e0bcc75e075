package dev.approvals.journal.verify;

import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.note.SignedNote;
import dev.approvals.journal.tree.ConsistencyProof;
import dev.approvals.journal.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proof that a log only grew: that what its checkpoint covers begins with what somebody saw of it earlier. It is checked
 * offline, against the key and what was seen. Immutable.
 *
 * @param earlierRoot the root that the log had when it was shorter
 * @param proof that the tree under the checkpoint begins with the shorter one
 * @param checkpoint what was signed
 */
public record GrowthProof(Hash earlierRoot, ConsistencyProof proof, SignedNote checkpoint) {

    /** The first line of a proof's text. */
    public static final String HEAD = "approvals.dev/growth-proof@v1";

    private static final String OLD = "old ";

    /** {@return the proof's text, which {@link #parse} reads} */
    public String text() {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        text.append(OLD).append(proof.earlier()).append('\n');
        text.append(earlierRoot.base64()).append('\n');
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /**
     * Reads a proof; nothing of it is checked yet.
     *
     * @param text the proof
     * @return the proof
     * @throws IllegalArgumentException if it is none; the message says what is wrong
     */
    public static GrowthProof parse(String text) {
        int blank = text.indexOf("\n\n");
        String[] lines = blank < 0 ? new String[0] : text.substring(0, blank).split("\n", -1);
        if (lines.length < 3 || !lines[0].equals(HEAD) || !lines[1].matches(OLD + "(0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("Not a proof of a journal's growth: it begins with " + HEAD
                    + ", a line \"old\" with the earlier size, and the earlier root");
        }
        List<Hash> path = new ArrayList<>();
        for (int i = 3; i < lines.length; i++) {
            path.add(Hash.parse(lines[i]));
        }
        SignedNote note = SignedNote.parse(text.substring(blank + 2).getBytes(StandardCharsets.UTF_8));
        long earlier = Long.parseLong(lines[1].substring(OLD.length()));
        long later = Checkpoint.parse(note.text()).size();
        GrowthProof parsed = new GrowthProof(Hash.parse(lines[2]), new ConsistencyProof(earlier, later, path), note);
        if (!parsed.text().equals(text)) {
            throw new IllegalArgumentException("Not how a proof is written, though it may mean the same");
        }
        return parsed;
    }

    /** {@return the log and the size that it is proved for; not yet checked} */
    public Checkpoint claimed() {
        return Checkpoint.parse(checkpoint.text());
    }

    /** {@return what the log had stood at, to be held against what was seen of it} */
    public Anchor earlier() {
        return new Anchor(proof.earlier(), earlierRoot.base64Url());
    }

    /**
     * Checks whether the proof fits together; anybody could have made it all.
     *
     * @return what is wrong with it, or empty
     */
    public Optional<String> contradiction() {
        return proof.proves(earlierRoot, claimed().root())
                ? Optional.empty()
                : Optional.of("The log that was signed does not begin with the " + proof.earlier()
                        + " lines of that root: the root, the path or the log was changed.");
    }

    /**
     * Checks the proof against the key.
     *
     * @param key the key that must have signed
     * @return what is wrong with it, or empty if the log of that key begins with {@link #earlier}
     */
    public Optional<String> fault(NoteKey key) {
        return ProofBundle.signatureFault(checkpoint, key).or(this::contradiction);
    }

    /**
     * Checks the proof against what somebody saw.
     *
     * @param seen what the log stood at
     * @return what is wrong, or empty if this is about what was seen
     */
    public Optional<String> fault(Anchor seen) {
        return seen.size() == proof.earlier() && seen.matches(earlierRoot)
                ? Optional.empty()
                : Optional.of("It is about " + earlier() + ", which is not what was seen, " + seen + ".");
    }
}
