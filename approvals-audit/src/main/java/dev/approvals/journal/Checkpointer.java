package dev.approvals.journal;

import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.note.Checkpoint;
import dev.approvals.journal.note.CheckpointSigner;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.note.SignedNote;
import dev.approvals.journal.tree.TreeState;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs what a log stands at, about a second after it changed: only what is on disk, so that no crash can belie it. */
final class Checkpointer {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final JournalHome.Writer writer;
    private final CheckpointSigner signer;
    private final Log log;
    private final Function<Duration, Executor> timer;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ReentrantLock signing = new ReentrantLock();
    private long signedSize = -1;

    Checkpointer(JournalHome.Writer writer, CheckpointSigner signer, Log log, Function<Duration, Executor> timer) {
        this.writer = writer;
        this.signer = signer;
        this.log = log;
        this.timer = timer;
    }

    Log log() {
        return log;
    }

    NoteKey key() {
        return signer.key();
    }

    /** The log changed. */
    void changed() {
        if (!due.get() && due.compareAndSet(false, true)) {
            timer.apply(DELAY).execute(this::later);
        }
    }

    private void later() {
        due.set(false);
        try {
            sign(log.flush());
        } catch (JournalException e) {
            // Closed meanwhile, or failed: whoever appends next is told.
            LOG.debug("No checkpoint", e);
        } catch (RuntimeException e) {
            LOG.error("The checkpoint of {} could not be signed; it is tried again in a second", key().name(), e);
            changed();
        }
    }

    /** Signs a state that is on disk, unless a later one is signed. */
    void sign(TreeState state) {
        signing.lock();
        try {
            if (state.size() > signedSize) {
                Checkpoint checkpoint = Checkpoint.of(signer.key().name(), state);
                SignedNote note = SignedNote.sign(checkpoint.text(), signer);
                writer.checkpoint(state.size(), note.bytes());
                signedSize = state.size();
            }
        } catch (IOException e) {
            log.fail(e);
            throw new JournalException("The checkpoint of " + key().name() + " could not be written: " + e, e);
        } finally {
            signing.unlock();
        }
    }
}
