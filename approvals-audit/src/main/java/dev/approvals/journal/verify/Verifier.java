package dev.approvals.journal.verify;

import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.NoteKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a journal: that every line follows from the one before, that the tree over them is the one that was signed and
 * the one that others saw, and that what is kept apart is there or was erased. It reads line by line in bounded memory,
 * needs no secret, and can run while the journal is written. Immutable.
 */
public final class Verifier {

    private final Path folder;
    private final @Nullable NoteKey key;
    private final List<Anchor> anchors;
    private final Progress progress;

    private Verifier(Path folder, @Nullable NoteKey key, List<Anchor> anchors, Progress progress) {
        this.folder = folder;
        this.key = key;
        this.anchors = anchors;
        this.progress = progress;
    }

    /**
     * A verifier that knows nothing from outside of the folder.
     *
     * @param folder the journal's folder
     * @return the verifier
     */
    public static Verifier of(Path folder) {
        return new Verifier(folder, null, List.of(), (bytes, total) -> {});
    }

    /**
     * Names the key that must have signed the journal's checkpoint, from wherever the verifying person has it.
     *
     * @param trusted the key
     * @return a copy
     */
    public Verifier key(NoteKey trusted) {
        return new Verifier(folder, trusted, anchors, progress);
    }

    /**
     * Names what somebody saw the journal stand at.
     *
     * @param anchor the size and the root
     * @return a copy
     */
    public Verifier seen(Anchor anchor) {
        List<Anchor> more = new ArrayList<>(anchors);
        more.add(anchor);
        return new Verifier(folder, key, List.copyOf(more), progress);
    }

    /**
     * Names who is told how far the reading has come.
     *
     * @param listener is told
     * @return a copy
     */
    public Verifier progress(Progress listener) {
        return new Verifier(folder, key, anchors, listener);
    }

    /**
     * Reads the whole journal.
     *
     * @return what it came to
     * @throws IOException if there is no journal in the folder, or it cannot be read: that says nothing about its truth
     */
    public Verification verify() throws IOException {
        Signed signed = Signed.read(folder, Optional.ofNullable(key));
        Expected expected = new Expected(anchors, signed.checkpoint());
        Pass pass = new Pass(folder, expected, progress);
        Optional<Flaw> flaw = pass.run();
        if (flaw.isEmpty()) {
            flaw = signed.flaw(pass.keys()).or(() -> expected.flaw(pass.extent()));
        }
        List<Anchor> held = new ArrayList<>(anchors);
        held.removeAll(expected.tooOld());
        List<String> had = flaw.isEmpty() ? signed.anchors(held) : List.of();
        return new Verification(flaw, pass.extent(), had, unproven(signed, pass.extent(), held, expected.tooOld()));
    }

    private static List<String> unproven(
            Signed signed, Verification.Extent extent, List<Anchor> held, List<Anchor> tooOld) {
        List<String> unproven = new ArrayList<>(signed.unproven());
        for (Anchor anchor : tooOld) {
            unproven.add("What was seen of it, " + anchor + ", is older than the lines that were pruned,"
                    + " so nothing here can be held against it.");
        }
        if (held.isEmpty()) {
            unproven.add(
                    "Nothing from outside was given of what the journal stood at (SIZE:ROOT, as on approval cards):"
                            + " whoever holds its signing key could have rewritten it whole.");
        }
        Optional<Long> covered = signed.checkpoint().map(Checkpoint::size);
        if (covered.isPresent() && covered.get() < extent.size()) {
            unproven.add("The last " + (extent.size() - covered.get())
                    + " lines came after the checkpoint and are not signed:"
                    + " whoever can write the folder could have changed or removed them.");
        }
        if (extent.first() > 0) {
            unproven.add("The first " + extent.first() + " lines were pruned; only their hashes stand in the tree.");
        }
        return unproven;
    }
}
