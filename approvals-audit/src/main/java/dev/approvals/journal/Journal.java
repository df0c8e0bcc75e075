package dev.approvals.journal;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Principal;
import dev.approvals.journal.home.Folder;
import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.tree.TreeState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An audit sink that keeps events in files, or in another home, as evidence: each line names the hash of the one before, a Merkle tree stands over
 * all, and what it stands at is signed about once a second.
 *
 * <p>An event counts as taken once it is as safe as {@link JournalOptions#durability} asks; on disk, for all that lets a tool
 * run. After any failure to write, the journal takes no more events, so a strict gate refuses from then on.
 *
 * <p>One journal writes to a folder or home at a time; several processes keep several, which readers merge. Thread-safe. Close it
 * after the gate.
 */
public final class Journal implements AuditSink, AutoCloseable {

    private final JournalHome.Writer writer;
    private final JournalOptions options;
    private final LineMaker lines;
    private final Log log;
    private final Checkpointer checkpoints;
    private final Care care;

    Journal(JournalHome.Writer writer, JournalOptions options, LineMaker lines, Checkpointer checkpoints, Care care) {
        this.writer = writer;
        this.options = options;
        this.lines = lines;
        this.log = checkpoints.log();
        this.checkpoints = checkpoints;
        this.care = care;
    }

    /**
     * Opens a journal, or begins one, with the usual options.
     *
     * @param folder the journal's own folder; a file beside it, its name and {@code .key}, holds the signing key
     * @return the journal
     * @throws JournalException if it cannot be written, is being written by another process, or is broken; the message says
     *     where and how to mend it
     */
    public static Journal open(Path folder) {
        return open(folder, JournalOptions.standard());
    }

    /**
     * Opens a journal, or begins one.
     *
     * <p>Half a line at its end, as a crash leaves it, is moved to a file of its own and recorded. Calls that were started and
     * have no end are recorded as {@code action.outcome_unknown}. If it is broken anywhere else, it is not opened.
     *
     * @param folder the journal's own folder
     * @param options how it is kept
     * @return the journal
     * @throws JournalException as {@link #open(Path)}
     */
    public static Journal open(Path folder, JournalOptions options) {
        Objects.requireNonNull(folder, "folder");
        return open(new Folder(folder.toAbsolutePath().normalize()), options);
    }

    /**
     * Opens a journal that stands elsewhere than in a folder, or begins one. Where the home has no disk, the options have to
     * name a signer and a cipher.
     *
     * @param home where its lines stand
     * @param options how it is kept
     * @return the journal
     * @throws JournalException as {@link #open(Path)}
     */
    public static Journal open(JournalHome home, JournalOptions options) {
        Objects.requireNonNull(home, "home");
        Objects.requireNonNull(options, "options");
        try {
            return Opening.open(home, options);
        } catch (IOException e) {
            throw new JournalException("The journal cannot be opened: " + JournalException.words(e), e);
        }
    }

    /**
     * Takes one event.
     *
     * @param event the event
     * @throws JournalException if it was not taken: the journal failed, now or earlier, or is closed, or the event does not
     *     fit into a line
     */
    @Override
    public void append(AuditEvent event) {
        Objects.requireNonNull(event, "event");
        try {
            log.append(event, lines.body(event), options.durabilityOf(event));
        } catch (IOException e) {
            log.fail(e);
            throw new JournalException(
                    "The facts of " + event.type() + " that are kept apart could not be written: " + e, e);
        }
        checkpoints.changed();
    }

    @Override
    public Optional<Head> head() {
        TreeState tree = log.written();
        return Optional.of(new Head(tree.size(), tree.root().abbreviated()));
    }

    /** {@return why the journal takes no more events, if it failed: for a health check} */
    public Optional<Throwable> failure() {
        return log.failure();
    }

    /** {@return the key that checks the journal's checkpoints; to be kept where whoever writes the journal cannot change it} */
    public NoteKey key() {
        return checkpoints.key();
    }

    /**
     * Puts everything on disk and signs a checkpoint over it now.
     *
     * @throws JournalException if that failed
     */
    public void checkpoint() {
        checkpoints.sign(log.flush());
    }

    /**
     * Records that evidence left the journal, such as an export, a report or a proof, and signs a checkpoint over all
     * that stands in it by then. For whoever makes evidence in the process that writes; the command line reads from outside
     * and cannot record anything.
     *
     * @param by who got it, or asked for it
     * @param what what it was, such as {@code proof of line 1042}; the first 4,000 characters are kept
     * @throws JournalException if that could not be written or signed
     */
    public void exported(Principal by, String what) {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(what, "what");
        care.exported(by, what);
        checkpoint();
    }

    /**
     * Erases the facts of an event that are kept apart, and records that. The line stays, with hashes that nobody can try
     * guesses against, and the journal still verifies.
     *
     * @param seq the event's place in the log
     * @param why why they are erased, such as whose request it was
     * @throws JournalException if there is no such line, nothing of it is kept apart, or it could not be erased
     */
    public void erase(long seq, String why) {
        Objects.requireNonNull(why, "why");
        try {
            care.erase(seq, why);
        } catch (IOException e) {
            throw new JournalException(
                    "The facts of line " + seq + " could not be erased: " + JournalException.words(e), e);
        }
        checkpoints.changed();
    }

    /**
     * Removes whole segments of old events for good, and records that. Proofs of later events stay valid. To be called in the
     * body of a gated tool whose call two people approved; the current {@link dev.approvals.Claim} is what shows it.
     *
     * @param before events from this time on are kept, and older ones that share a segment with them
     * @param why why they are removed
     * @return how many segments were removed
     * @throws JournalException if two people did not approve it, the events have to be kept longer, or it failed
     */
    public int prune(Instant before, String why) {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(why, "why");
        try {
            return care.prune(before, why);
        } catch (IOException e) {
            throw new JournalException("The journal could not be pruned: " + JournalException.words(e), e);
        } finally {
            checkpoints.changed();
        }
    }

    /**
     * Closes the journal: everything on disk, a last line that says so, a checkpoint over it. Closing twice does nothing.
     *
     * @throws JournalException if something could not be written; the journal is closed nevertheless
     */
    @Override
    public void close() {
        try (writer) {
            Optional<TreeState> end = log.close();
            end.ifPresent(checkpoints::sign);
        } catch (IOException e) {
            throw new JournalException("The journal was closed, and not all of it was written: " + e, e);
        }
    }
}
