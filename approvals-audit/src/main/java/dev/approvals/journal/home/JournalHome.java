package dev.approvals.journal.home;

import dev.approvals.journal.note.NoteKey;
import dev.approvals.journal.segment.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a journal's lines stand: a {@link Folder}, or whatever else keeps bytes in their order. Anybody may read from it; one
 * {@link Writer} at a time writes. It knows nothing of what the lines say, and makes none. Thread-safe.
 */
public interface JournalHome {

    /** {@return what it is and where, as it follows "the journal" in a message} */
    String name();

    /**
     * Lists the segments.
     *
     * @return them, the oldest first; none if there is no journal yet
     * @throws IOException if it cannot be read
     */
    List<Segment> segments() throws IOException;

    /**
     * Reads the newest checkpoint.
     *
     * @return a signed note, or empty if none was signed
     * @throws IOException if it cannot be read
     */
    Optional<byte[]> checkpoint() throws IOException;

    /**
     * Reads facts that are kept apart, encrypted.
     *
     * @param id their name: 22 characters of base64url
     * @return them, to be closed; empty if they are not there
     * @throws IOException if they cannot be read
     */
    Optional<InputStream> payload(String id) throws IOException;

    /**
     * Reads the encrypted key of facts that are kept apart.
     *
     * @param id their name
     * @return it, to be closed; empty if it is not there
     * @throws IOException if it cannot be read
     */
    Optional<InputStream> payloadKey(String id) throws IOException;

    /**
     * Opens what a crash left and {@link Writer#moveAside} kept.
     *
     * @param name its name, the fact {@code movedTo}
     * @return it, to be closed; empty if it is not there
     * @throws IOException if it cannot be read
     */
    default Optional<InputStream> movedAside(String name) throws IOException {
        return Optional.empty();
    }

    /**
     * Says whether a writer is alive. Half a last line is then about to be ended; else it is what a crash left.
     *
     * @return whether somebody writes, also where nobody can tell; never where half a line cannot be seen
     * @throws IOException if it cannot be looked at
     */
    default boolean isBeingWritten() throws IOException {
        return false;
    }

    /** {@return the path that key files stand beside, where no options name a key; empty if there is no disk for them} */
    Optional<Path> keyFiles();

    /**
     * Becomes the one who writes.
     *
     * @return the writer, to be closed
     * @throws IOException if another one writes, or it cannot be written
     */
    Writer take() throws IOException;

    /**
     * Writes to a home, as the only one. A writer that is no longer the only one, for whatever reason, fails and writes
     * nothing. Thread-safe, except that lines come from one thread at a time.
     */
    interface Writer extends AutoCloseable {

        /**
         * Goes on with the newest segment, or begins the first.
         *
         * @return how many bytes the segment has
         * @throws IOException if it failed
         */
        long goOn() throws IOException;

        /**
         * Takes away what stands behind the last whole line, and keeps it elsewhere, so that nothing written is destroyed.
         *
         * @param newest the newest segment
         * @param offset where it begins
         * @param size how many lines the journal has
         * @return what to record of it
         * @throws IOException if it failed
         */
        Map<String, String> moveAside(Segment newest, long offset, long size) throws IOException;

        /**
         * Begins a segment; what follows is written to it.
         *
         * @param first the place in the log of its first line
         * @throws IOException if it failed
         */
        void begin(long first) throws IOException;

        /**
         * Writes whole lines behind all others.
         *
         * @param lines where they stand, each with its end
         * @param count how many bytes; none, where only what was written before is to be on disk
         * @param onDisk whether these and all before are on disk on return; else they outlive this process, and are on disk
         *     within about a second
         * @throws IOException if that failed; nobody knows then what was written
         */
        void write(byte[] lines, int count, boolean onDisk) throws IOException;

        /**
         * Puts a checkpoint in the place of all before it, on disk.
         *
         * @param size how many lines it was signed over
         * @param note the signed note
         * @throws IOException if it failed
         */
        void checkpoint(long size, byte[] note) throws IOException;

        /**
         * Shows the key that checks the checkpoints, where people look at the journal.
         *
         * @param key the key
         * @throws IOException if it failed
         */
        default void show(NoteKey key) throws IOException {}

        /**
         * Keeps facts apart, on disk.
         *
         * @param id a name that none has yet
         * @param payload the facts, encrypted
         * @param key their key, encrypted
         * @throws IOException if it failed
         */
        void keep(String id, byte[] payload, byte[] key) throws IOException;

        /**
         * Destroys facts that are kept apart, and their key.
         *
         * @param id their name; may be gone already
         * @throws IOException if it failed
         */
        void erase(String id) throws IOException;

        /**
         * Says whether segments can be removed.
         *
         * @throws IOException if not; the message says how to mend it
         */
        default void checkRemovable() throws IOException {}

        /**
         * Removes an old segment for good.
         *
         * @param oldest the oldest segment
         * @throws IOException if it failed
         */
        void remove(Segment oldest) throws IOException;

        /**
         * Removes for good what was moved aside.
         *
         * @param name its name, the fact {@code movedTo}; may be gone already
         * @throws IOException if it failed
         */
        default void removeAside(String name) throws IOException {}

        /** Lets another one write. */
        @Override
        void close() throws IOException;
    }
}
