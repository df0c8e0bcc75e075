package dev.approvals.journal.note;

import dev.approvals.journal.disk.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Signs with an Ed25519 key in a file that only its owner may read: a line {@code PRIVATE+KEY+name+hash+seed} as C2SP's
 * tools write it, and a line with the {@link NoteKey}. Thread-safe.
 */
public final class KeyFile implements CheckpointSigner {

    private static final String PRIVATE = "PRIVATE+KEY+";
    private static final int LONGEST = 10_000;

    private final NoteKey key;
    private final PrivateKey secret;

    private KeyFile(NoteKey key, PrivateKey secret) {
        this.key = key;
        this.secret = secret;
    }

    /**
     * Opens a key file, or makes one with a new key.
     *
     * @param file the file
     * @param name the name of a new key
     * @return the signer
     * @throws IOException if it cannot be read or made, others than its owner may read it, or it is not a key file
     */
    public static KeyFile openOrCreate(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            Disk.writeNew(file, generate(name).getBytes(StandardCharsets.UTF_8));
        }
        return open(file);
    }

    /**
     * Opens a key file.
     *
     * @param file the file
     * @return the signer
     * @throws IOException if it cannot be read, others than its owner may read it, or it is not a key file
     */
    public static KeyFile open(Path file) throws IOException {
        if (!Disk.isOwnersOnly(file)) {
            throw new IOException("The key file " + file + " can be read by others than its owner; chmod 600 it, and"
                    + " replace the key if somebody may have read it.");
        }
        try {
            return parse(new String(Disk.read(file, LONGEST), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may quote the secret, so its words stay out of the message.
            throw new IOException(
                    "The key file " + file + " holds no Ed25519 key: it has a line PRIVATE+KEY+name+hash+seed"
                            + " and a line name+hash+key of the same key. Restore it from where you keep it.");
        }
    }

    private static KeyFile parse(String text) throws GeneralSecurityException {
        String[] lines = text.strip().split("\\R", -1);
        if (lines.length != 2 || !lines[0].startsWith(PRIVATE)) {
            throw new IllegalArgumentException("two lines");
        }
        NoteKey key = NoteKey.parse(lines[1]);
        String head = PRIVATE + key.name() + "+" + key.hash() + "+";
        if (!lines[0].startsWith(head)) {
            throw new IllegalArgumentException("another key");
        }
        byte[] typed = Base64.getDecoder().decode(lines[0].substring(head.length()));
        byte[] seed = Arrays.copyOfRange(typed, 1, typed.length);
        EdECPrivateKeySpec spec = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed);
        KeyFile parsed = new KeyFile(key, KeyFactory.getInstance("Ed25519").generatePrivate(spec));
        if (typed[0] != NoteKey.ED25519 || !key.verifies(seed, parsed.sign(seed))) {
            throw new IllegalArgumentException("two keys");
        }
        return parsed;
    }

    private static String generate(String name) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            NoteKey key = NoteKey.of(name, pair.getPublic());
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] typed = new byte[seed.length + 1];
            typed[0] = NoteKey.ED25519;
            System.arraycopy(seed, 0, typed, 1, seed.length);
            String secret = Base64.getEncoder().encodeToString(typed);
            return PRIVATE + name + "+" + key.hash() + "+" + secret + "\n" + key + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no Ed25519", e);
        }
    }

    @Override
    public NoteKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] text) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(secret);
            ed25519.update(text);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK did not sign with the key " + key.name(), e);
        }
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "KeyFile[" + key + "]";
    }
}
