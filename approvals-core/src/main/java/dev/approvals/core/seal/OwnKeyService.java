package dev.approvals.core.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;

/** Wraps the keys of rows by the host's own keys. */
final class OwnKeyService implements KeyService {

    private final StoreKeys keys;
    private final SecureRandom random;

    OwnKeyService(StoreKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    @Override
    public String newest() {
        return keys.currentId();
    }

    @Override
    public byte[] wrap(String keyId, byte[] dataKey) {
        byte[] key = keys.derived(keyId, StoreKeys.Purpose.PAYLOAD);
        return AesGcm.encrypt(AesGcm.key(key), dataKey, keyId.getBytes(US_ASCII), random);
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped) {
        byte[] key = keys.derived(keyId, StoreKeys.Purpose.PAYLOAD);
        try {
            return AesGcm.decrypt(AesGcm.key(key), wrapped, keyId.getBytes(US_ASCII));
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "the key " + keyId + " did not wrap this: it was changed, or another key has this id", e);
        }
    }
}
