package dev.approvals.journal.payload;

import dev.approvals.journal.disk.Disk;
import dev.approvals.journal.line.Entry;
import dev.approvals.journal.tree.Hash;
import dev.approvals.journal.tree.Hasher;
import dev.approvals.store.PayloadCipher;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The folder inside of a journal's. */
    public static final String FOLDER = "apart";

    /** As long as every payload's name. */
    public static final String SOME_ID = "A".repeat(22);

    private static final int ID_LENGTH = 16;
    private static final int LARGEST = 1 << 28;

    private final Path folder;
    private final SecureRandom random;

    /**
     * A side store.
     *
     * @param journal the journal's folder
     * @param random where keys and salts come from
     */
    public Payloads(Path journal, SecureRandom random) {
        this.folder = journal.resolve(FOLDER);
        this.random = random;
    }

    /**
     * Keeps facts, on disk.
     *
     * @param facts the facts
     * @param cipher encrypts the payload's own key
     * @return what the line says of them
     * @throws IOException if they could not be written
     */
    public Entry.Apart keep(Map<String, String> facts, PayloadCipher cipher) throws IOException {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(ID_LENGTH));
        Map<String, Salted> salted = new LinkedHashMap<>();
        facts.forEach((name, text) -> salted.put(name, new Salted(bytes(Hash.LENGTH), text)));
        byte[] key = bytes(LocalCipher.KEY_LENGTH);
        byte[] sealed = new LocalCipher(key, random).seal(id, Salted.json(salted));
        Disk.createFolder(folder);
        Disk.writeNew(sealedFile(id), sealed);
        Disk.writeNew(keyFile(id), cipher.seal(id, key));
        Disk.syncFolder(folder);
        Map<String, Hash> commitments = new LinkedHashMap<>();
        salted.forEach((name, fact) -> commitments.put(name, fact.commitment()));
        return new Entry.Apart(id, digest(id), commitments);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Over both files: a payload whose key was changed is as lost as one that was changed itself. */
    private Hash digest(String id) throws IOException {
        return new Hasher().node(digest(sealedFile(id)), digest(keyFile(id)));
    }

    private static Hash digest(Path file) throws IOException {
        MessageDigest sha256 = Hasher.sha256();
        byte[] buffer = new byte[1 << 16];
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
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
        Path file = sealedFile(apart.id());
        if (!Files.exists(file) || !Files.exists(keyFile(apart.id()))) {
            return Standing.GONE;
        }
        return digest(apart.id()).equals(apart.digest()) ? Standing.THERE : Standing.CHANGED;
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
        if (look(apart) == Standing.GONE) {
            return Optional.empty();
        }
        Map<String, Salted> salted;
        try {
            byte[] key = cipher.open(apart.id(), Disk.read(keyFile(apart.id()), LARGEST));
            byte[] plain = new LocalCipher(key, random).open(apart.id(), Disk.read(sealedFile(apart.id()), LARGEST));
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

    /**
     * Removes a payload for good. What its line says of it stays, and can no longer be tried against guesses: the salts are
     * gone too.
     *
     * @param apart what the line says of it
     * @throws IOException if it could not be removed
     */
    public void erase(Entry.Apart apart) throws IOException {
        for (Path file : new Path[] {keyFile(apart.id()), sealedFile(apart.id())}) {
            if (Files.exists(file)) {
                overwrite(file);
                Files.delete(file);
            }
        }
        if (Files.exists(folder)) {
            Disk.syncFolder(folder);
        }
    }

    private static void overwrite(Path file) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(new byte[Math.toIntExact(out.length())]);
            out.getFD().sync();
        }
    }

    private Path sealedFile(String id) {
        return folder.resolve(safe(id) + ".sealed");
    }

    private Path keyFile(String id) {
        return folder.resolve(safe(id) + ".key");
    }

    /** A line may be forged: what it names must stay inside of the folder. */
    private static String safe(String id) {
        if (!id.matches("[A-Za-z0-9_-]{22}")) {
            throw new IllegalArgumentException("\"" + id + "\" is no payload's name");
        }
        return id;
    }
}
