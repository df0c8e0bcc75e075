package dev.approvals.core.seal;

/**
 * A key management service, as far as encryption needs one: it encrypts the keys of rows by keys that never leave it.
 *
 * <p>Called about once for each row and process, on the thread that writes or reads the row. Thread-safe; sets time limits of
 * its own.
 */
public interface KeyService {

    /** {@return the id of the key that wraps now; at most 2,048 characters} */
    String newest();

    /**
     * Encrypts a row's key.
     *
     * @param keyId what {@link #newest} gave
     * @param dataKey 32 random bytes
     * @return what {@link #unwrap} reads, at most 60,000 bytes
     * @throws RuntimeException if it could not be done; the call is then refused
     */
    byte[] wrap(String keyId, byte[] dataKey);

    /**
     * Decrypts a row's key.
     *
     * @param keyId the key that wrapped it, the newest or an older one
     * @param wrapped what {@link #wrap} gave
     * @return the 32 bytes
     * @throws RuntimeException if the key is not there, or did not wrap this; the call then does not run
     */
    byte[] unwrap(String keyId, byte[] wrapped);
}
