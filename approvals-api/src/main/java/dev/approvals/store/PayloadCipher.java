package dev.approvals.store;

/**
 * Encrypts what a durable store keeps of a call: its arguments and its result. Thread-safe.
 *
 * <p>Encryption is authenticated: {@link #open} fails on bytes that were changed, or that were sealed for another row.
 */
public interface PayloadCipher {

    /**
     * Encrypts.
     *
     * @param rowId the row that the bytes belong to; covered, so that they cannot be moved to another
     * @param plain the bytes
     * @return what only {@link #open} with the same row id reads
     * @throws RuntimeException if it could not be encrypted; the call is then refused
     */
    byte[] seal(String rowId, byte[] plain);

    /**
     * Decrypts.
     *
     * @param rowId the row that the bytes belong to
     * @param sealed what {@link #seal} gave
     * @return the bytes
     * @throws RuntimeException if it could not be decrypted, or was changed; the call then does not run
     */
    byte[] open(String rowId, byte[] sealed);
}
