package dev.approvals.journal.payload;

import dev.approvals.journal.disk.Disk;
import dev.approvals.store.PayloadCipher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM with a key of 256 bits in memory: a nonce of 12 bytes, then what it encrypts and its tag. Thread-safe. */
public final class LocalCipher implements PayloadCipher {

    static final int KEY_LENGTH = 32;

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    LocalCipher(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * Opens a file that holds a key, or makes one with a new key; only its owner may read it.
     *
     * @param file the file
     * @param random where a new key comes from
     * @return the cipher
     * @throws IOException if it cannot be read or made, others may read it, or it is not 32 bytes long
     */
    public static LocalCipher openOrCreate(Path file, SecureRandom random) throws IOException {
        if (!Files.exists(file)) {
            byte[] key = new byte[KEY_LENGTH];
            random.nextBytes(key);
            Disk.writeNew(file, key);
        }
        byte[] key = Disk.read(file, KEY_LENGTH);
        if (key.length != KEY_LENGTH || !Disk.isOwnersOnly(file)) {
            throw new IOException("The key file " + file + " has " + key.length + " bytes where a key has " + KEY_LENGTH
                    + ", or others than its owner can read it: restore it, and chmod 600 it.");
        }
        return new LocalCipher(key, random);
    }

    @Override
    public byte[] seal(String rowId, byte[] plain) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, rowId, plain);
        byte[] whole = Arrays.copyOf(nonce, NONCE_LENGTH + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE_LENGTH, sealed.length);
        return whole;
    }

    @Override
    public byte[] open(String rowId, byte[] sealed) {
        if (sealed.length < NONCE_LENGTH) {
            throw new IllegalArgumentException("The payload " + rowId + " is cut");
        }
        byte[] nonce = Arrays.copyOf(sealed, NONCE_LENGTH);
        return run(Cipher.DECRYPT_MODE, nonce, rowId, Arrays.copyOfRange(sealed, NONCE_LENGTH, sealed.length));
    }

    private byte[] run(int mode, byte[] nonce, String rowId, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(rowId.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The payload " + rowId + " was changed, or was encrypted with another key", e);
        }
    }
}
