package dev.approvals.core.seal;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.store.PayloadCipher;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.AEADBadTagException;

/**
 * Encrypts by AES-256-GCM with a key for each row, and that key by one of the host's or of a key service.
 *
 * <p>The row's id is covered. The keys of rows that were lately in use are kept in memory, at most 4,096 of them, so that a key
 * service is asked once for a row. Thread-safe.
 */
public final class AesPayloadCipher implements PayloadCipher {

    private static final int MOST_KEYS = 4_096;

    private final KeyService service;
    private final SecureRandom random;
    private final Cache<String, RowKey> keys =
            CacheBuilder.newBuilder().maximumSize(MOST_KEYS).build();

    /** A row's key, and what stands for it in the row. */
    private static final class RowKey {
        private final String keyId;
        private final byte[] header;
        private final Key key;

        RowKey(String keyId, byte[] wrapped, Key key) {
            this.keyId = keyId;
            this.header = Envelope.header(keyId, wrapped);
            this.key = key;
        }
    }

    private AesPayloadCipher(KeyService service, SecureRandom random) {
        this.service = Objects.requireNonNull(service, "service");
        this.random = random;
    }

    /**
     * Encrypts under keys of the host.
     *
     * @param keys the current one encrypts, all of them decrypt
     * @return the cipher
     */
    public static AesPayloadCipher of(StoreKeys keys) {
        SecureRandom random = new SecureRandom();
        return new AesPayloadCipher(new OwnKeyService(keys, random), random);
    }

    /**
     * Encrypts under keys of a key service.
     *
     * @param service wraps the keys of rows
     * @return the cipher
     */
    public static AesPayloadCipher of(KeyService service) {
        return new AesPayloadCipher(service, new SecureRandom());
    }

    @Override
    public byte[] seal(String rowId, byte[] plain) {
        RowKey key = writing(rowId);
        byte[] sealed = AesGcm.encrypt(key.key, plain, covered(key.header, rowId), random);
        byte[] all = Arrays.copyOf(key.header, key.header.length + sealed.length);
        System.arraycopy(sealed, 0, all, key.header.length, sealed.length);
        return all;
    }

    /** Two threads that race here make two keys, and either does: what is encrypted carries its own. */
    private RowKey writing(String rowId) {
        String newest = service.newest();
        RowKey known = keys.getIfPresent(rowId);
        if (known != null && known.keyId.equals(newest)) {
            return known;
        }
        byte[] fresh = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(fresh);
        RowKey made = new RowKey(newest, service.wrap(newest, fresh), AesGcm.key(fresh));
        keys.put(rowId, made);
        return made;
    }

    @Override
    public byte[] open(String rowId, byte[] sealed) {
        try {
            Envelope envelope = Envelope.read(sealed);
            RowKey key = reading(rowId, envelope);
            return AesGcm.decrypt(key.key, envelope.sealed, covered(key.header, rowId));
        } catch (AEADBadTagException e) {
            throw unopened(rowId, "it was changed, or encrypted for another row", e);
        } catch (IllegalStateException e) {
            throw unopened(rowId, String.valueOf(e.getMessage()), e);
        }
    }

    private static IllegalStateException unopened(String rowId, String why, Exception cause) {
        return new IllegalStateException("What is encrypted for row " + rowId + " cannot be read: " + why, cause);
    }

    private RowKey reading(String rowId, Envelope envelope) {
        RowKey known = keys.getIfPresent(rowId);
        byte[] header = Envelope.header(envelope.keyId, envelope.wrapped);
        if (known != null && Arrays.equals(known.header, header)) {
            return known;
        }
        Key key = AesGcm.key(service.unwrap(envelope.keyId, envelope.wrapped));
        RowKey read = new RowKey(envelope.keyId, envelope.wrapped, key);
        keys.put(rowId, read);
        return read;
    }

    private static byte[] covered(byte[] header, String rowId) {
        ByteBuffer covered = ByteBuffer.allocate(header.length + rowId.length() * Character.BYTES);
        covered.put(header).asCharBuffer().put(rowId);
        return covered.array();
    }

    @Override
    public String toString() {
        return "AesPayloadCipher[" + service.newest() + "]";
    }
}
