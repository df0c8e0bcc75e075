package dev.approvals.journal.note;

/**
 * Signs checkpoints, about one a second while a journal is written to. Thread-safe; may call a key service.
 *
 * <p>A key on the host that writes the journal is of use against whoever gets hold of the files, not against whoever owns the
 * host: a key service that signs for this process only, or a witness that keeps checkpoints, is.
 */
public interface CheckpointSigner {

    /** {@return the key that checks the signatures; its name is the journal's} */
    NoteKey key();

    /**
     * Signs.
     *
     * @param text the text of a checkpoint
     * @return an Ed25519 signature of 64 bytes
     * @throws RuntimeException if it could not be signed; it is tried again a second later
     */
    byte[] sign(byte[] text);
}
