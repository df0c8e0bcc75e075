package dev.approvals.journal.verify;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checkpoint in a journal's folder, and what it is worth. */
final class Signed {

    static final String CHECKPOINT = "checkpoint";

    private static final int LARGEST = 1_000_000;

    private final Optional<NoteKey> trusted;
    private final Optional<SignedNote> note;
    private final Optional<Checkpoint> checkpoint;
    private final Optional<Flaw> damage;

    private Signed(
            Optional<NoteKey> trusted,
            Optional<SignedNote> note,
            Optional<Checkpoint> checkpoint,
            Optional<Flaw> damage) {
        this.trusted = trusted;
        this.note = note;
        this.checkpoint = checkpoint;
        this.damage = damage;
    }

    static Signed read(Path folder, Optional<NoteKey> trusted) throws IOException {
        Path file = folder.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            return new Signed(trusted, Optional.empty(), Optional.empty(), Optional.empty());
        }
        try {
            SignedNote note = SignedNote.parse(Disk.read(file, LARGEST));
            return new Signed(trusted, Optional.of(note), Optional.of(Checkpoint.parse(note.text())), Optional.empty());
        } catch (IllegalArgumentException e) {
            Flaw damage = new Flaw(CHECKPOINT, 0, "it cannot be read: " + e.getMessage());
            return new Signed(trusted, Optional.empty(), Optional.empty(), Optional.of(damage));
        }
    }

    /** The checkpoint that something is to be proved against; its signature is for whoever checks the proof. */
    static SignedNote note(Path folder) throws IOException {
        Path file = folder.resolve(CHECKPOINT);
        if (!Files.exists(file)) {
            throw new IOException(folder + " has no checkpoint to prove anything against: open the journal once.");
        }
        try {
            return SignedNote.parse(Disk.read(file, LARGEST));
        } catch (IllegalArgumentException e) {
            throw new IOException("The checkpoint of " + folder + " is damaged: " + e.getMessage(), e);
        }
    }

    static Checkpoint checkpoint(Path folder, SignedNote note) throws IOException {
        try {
            return Checkpoint.parse(note.text());
        } catch (IllegalArgumentException e) {
            throw new IOException("The checkpoint of " + folder + " is damaged: " + e.getMessage(), e);
        }
    }

    Optional<Checkpoint> checkpoint() {
        return checkpoint;
    }

    /** What is wrong with the signature, where the journal's own lines name these keys. */
    Optional<Flaw> flaw(Set<String> named) {
        if (damage.isPresent() || note.isEmpty()) {
            return damage;
        }
        if (trusted.isPresent()) {
            return note.get().isSignedBy(trusted.get())
                    ? Optional.empty()
                    : Optional.of(new Flaw(CHECKPOINT, 0, "it is not signed with the key " + trusted.get()));
        }
        boolean own = named.stream().anyMatch(key -> isSignedBy(note.get(), key));
        return own
                ? Optional.empty()
                : Optional.of(
                        new Flaw(CHECKPOINT, 0, "it is signed with none of the keys that the journal names, " + named));
    }

    private static boolean isSignedBy(SignedNote note, String key) {
        try {
            return note.isSignedBy(NoteKey.parse(key));
        } catch (IllegalArgumentException noKey) {
            return false;
        }
    }

    /** What the journal was held against, if nothing is wrong. */
    List<String> anchors(List<Anchor> seen) {
        List<String> anchors = new ArrayList<>();
        checkpoint.ifPresent(signed ->
                anchors.add("The checkpoint over " + signed.size() + " lines of " + signed.origin()
                        + ", signed with "
                        + trusted.map(key -> "the given key " + key.name() + "+" + key.hash())
                                .orElse("a key that the journal itself names")
                        + "."));
        seen.forEach(anchor -> anchors.add("What was seen of it: " + anchor + "."));
        return anchors;
    }

    List<String> unproven() {
        if (checkpoint.isEmpty()) {
            return List.of(
                    "There is no checkpoint: lines at the end could have been removed, or all of them rewritten.");
        }
        return trusted.isPresent()
                ? List.of()
                : List.of(
                        "No key was given: whoever can write the folder could have rewritten the journal whole and signed it"
                                + " with a key of their own.");
    }
}
