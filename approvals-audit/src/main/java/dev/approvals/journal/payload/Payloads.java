package dev.approvals.journal.payload;

import dev.approvals.journal.home.JournalHome;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.approvals.store.PayloadCipher;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The side store: for each event one encrypted file and one file with its key, which is encrypted itself by a key kept
 * elsewhere. Without its key file a payload is gone, in every copy that was made of it too. Thread-safe.
 */
public final class Payloads {

    /** As long as every payload's name. */
    public static final String SOME_ID = "A".repeat(22);

    private static final int ID_LENGTH = 16;
    private static final int LARGEST = 1 << 28;

    private final JournalHome home;
    private final SecureRandom random;

    /**
     * A side store.
     *
     * @param home where the journal's lines stand
     * @param random where keys and salts come from
     */
    public Payloads(JournalHome home, SecureRandom random) {
        this.home = home;
        this.random = random;
    }

    /**
     * Keeps facts, on disk.
     *
     * @param facts the facts
     * @param cipher encrypts the payload's own key
     * @param writer writes to the home
     * @return what the line says of them
     * @throws IOException if they could not be written
     */
    public Entry.Apart keep(Map<String, String> facts, PayloadCipher cipher, JournalHome.Writer writer)
            throws IOException {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(ID_LENGTH));
        Map<String, Salted> salted = new LinkedHashMap<>();
        facts.forEach((name, text) -> salted.put(name, new Salted(bytes(Hash.LENGTH), text)));
        byte[] key = bytes(LocalCipher.KEY_LENGTH);
        byte[] sealed = new LocalCipher(key, random).seal(id, Salted.json(salted));
        byte[] sealedKey = cipher.seal(id, key);
        writer.keep(id, sealed, sealedKey);
        Map<String, Hash> commitments = new LinkedHashMap<>();
        salted.forEach((name, fact) -> commitments.put(name, fact.commitment()));
        return new Entry.Apart(
                id, digest(new ByteArrayInputStream(sealed), new ByteArrayInputStream(sealedKey)), commitments);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Over both: a payload whose key was changed is as lost as one that was changed itself. */
    private static Hash digest(InputStream sealed, InputStream key) throws IOException {
        return new Hasher().node(digest(sealed), digest(key));
    }

    private static Hash digest(InputStream in) throws IOException {
        MessageDigest sha256 = Hasher.sha256();
        byte[] buffer = new byte[1 << 16];
        for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
            sha256.update(buffer, 0, count);
        }
        return Hash.of(sha256.digest());
    }

    /** How a payload stands to what the line says of it. */
    public enum Standing {
        /** There, byte for byte. */
        THERE,
        /** Not there: erased, or lost. */
        GONE,
        /** There, with other bytes. */
        CHANGED
    }

    /**
     * Looks at a payload, which needs no key.
     *
     * @param apart what the line says of it
     * @return how it stands
     * @throws IOException if it cannot be read
     */
    public Standing look(Entry.Apart apart) throws IOException {
        String id = safe(apart.id());
        try (InputStream sealed = home.payload(id).orElse(null);
                InputStream key = home.payloadKey(id).orElse(null)) {
            if (sealed == null || key == null) {
                return Standing.GONE;
            }
            return digest(sealed, key).equals(apart.digest()) ? Standing.THERE : Standing.CHANGED;
        }
    }

    /**
     * Reads facts that were kept.
     *
     * @param apart what the line says of them
     * @param cipher decrypts the payload's own key
     * @return the facts, or empty if they are gone
     * @throws IOException if they cannot be read, or are not what the line says
     */
    public Optional<Map<String, String>> read(Entry.Apart apart, PayloadCipher cipher) throws IOException {
        Optional<byte[]> sealed = bytes(home.payload(safe(apart.id())));
        Optional<byte[]> sealedKey = bytes(home.payloadKey(safe(apart.id())));
        if (sealed.isEmpty() || sealedKey.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Salted> salted;
        try {
            byte[] key = cipher.open(apart.id(), sealedKey.get());
            byte[] plain = new LocalCipher(key, random).open(apart.id(), sealed.get());
            salted = Salted.parse(plain);
        } catch (RuntimeException e) {
            throw new IOException("The payload " + apart.id() + " cannot be decrypted: " + e.getMessage(), e);
        }
        if (!salted.keySet().equals(apart.facts().keySet())) {
            throw new IOException("The payload " + apart.id() + " has other facts than its line");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (Map.Entry<String, Salted> fact : salted.entrySet()) {
            if (!fact.getValue().commitment().equals(apart.facts().get(fact.getKey()))) {
                throw new IOException(
                        "The payload " + apart.id() + " has another \"" + fact.getKey() + "\" than its line");
            }
            facts.put(fact.getKey(), fact.getValue().text());
        }
        return Optional.of(facts);
    }

    private static Optional<byte[]> bytes(Optional<InputStream> there) throws IOException {
        if (there.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = there.get()) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("A payload has more than " + LARGEST + " bytes");
            }
            return Optional.of(bytes);
        }
    }

    /** A line may be forged: what it names must stay inside of the home. */
    private static String safe(String id) {
        if (!id.matches("[A-Za-z0-9_-]{22}")) {
            throw new IllegalArgumentException("\"" + id + "\" is no payload's name");
        }
        return id;
    }
}
