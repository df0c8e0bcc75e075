package dev.approvals.journal.verify;

import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.tree.Frontier;
import dev.approvals.journal.tree.Hash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The roots that a log must have had at certain sizes. For one pass. */
final class Expected {

    /** A root, and who says so. */
    private record Root(long size, Anchor anchor, String from, boolean signed) {}

    private final List<Root> waiting = new ArrayList<>();
    private final List<Anchor> tooOld = new ArrayList<>();
    private Optional<Flaw> flaw = Optional.empty();

    Expected(List<Anchor> anchors, Optional<Checkpoint> checkpoint) {
        anchors.forEach(
                anchor -> waiting.add(new Root(anchor.size(), anchor, "what was seen, " + anchor + ",", false)));
        checkpoint.ifPresent(signed -> waiting.add(new Root(
                signed.size(),
                new Anchor(signed.size(), signed.root().base64Url()),
                "the checkpoint over " + signed.size() + " lines",
                true)));
        waiting.sort(Comparator.comparingLong(Root::size));
    }

    /** The log has this size and tree; sizes only grow. */
    void at(Frontier tree) {
        while (!waiting.isEmpty() && waiting.get(0).size() <= tree.size()) {
            Root root = waiting.remove(0);
            if (root.size() < tree.size() && root.signed()) {
                fail("the lines before " + tree.size() + " were pruned, and " + root.from()
                        + " is older than that: a newer one was taken away");
            } else if (root.size() < tree.size()) {
                tooOld.add(root.anchor());
            } else {
                compare(root, tree.root());
            }
        }
    }

    private void compare(Root root, Hash actual) {
        if (!root.anchor().matches(actual)) {
            fail("the root over the first " + root.size() + " lines is " + actual + ", and " + root.from() + " says "
                    + root.anchor().root() + ": lines before that were changed, all their hashes with them");
        }
    }

    private void fail(String why) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(new Flaw("the journal", 0, why));
        }
    }

    /** {@return what was seen of lines that were pruned since, so that nothing is there to be held against it} */
    List<Anchor> tooOld() {
        return List.copyOf(tooOld);
    }

    /** {@return what did not fit, once the whole log was read} */
    Optional<Flaw> flaw(Verification.Extent extent) {
        for (Root root : waiting) {
            fail("it ends after " + extent.size() + " lines, and " + root.from() + " says that it had " + root.size()
                    + ": its end is gone");
        }
        return flaw;
    }
}
