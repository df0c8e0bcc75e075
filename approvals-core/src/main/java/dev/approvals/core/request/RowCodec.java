package dev.approvals.core.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.core.seal.RowSeal;
import dev.approvals.store.PayloadCipher;
import dev.approvals.store.StoredRow;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Takes rows to the store and back: what they hold encrypted where there is a cipher, and the row sealed.
 *
 * <p>A row is handed in with its content and state as plain JSON, and comes out as the store keeps it; {@link #open} goes the
 * other way. Thread-safe if the cipher is.
 */
public final class RowCodec {

    /** No plain content or state begins so. */
    private static final String HEAD = "{\"v\":1,\"sealed\":\"";

    private static final String TAIL = "\"}";

    private final boolean durable;
    private final RowSeal seal;
    private final Optional<PayloadCipher> cipher;

    /** Which text of a row; encrypted with it, so that one cannot stand for the other. */
    private enum Part {
        CONTENT,
        STATE
    }

    private RowCodec(boolean durable, RowSeal seal, Optional<PayloadCipher> cipher) {
        this.durable = durable;
        this.seal = seal;
        this.cipher = cipher;
    }

    /** {@return the codec for a store that ends with this process: rows stay as they are} */
    public static RowCodec plain() {
        return new RowCodec(false, RowSeal.none(), Optional.empty());
    }

    /**
     * The codec for a store that others can reach or that outlives this process.
     *
     * @param seal seals every row
     * @param cipher encrypts contents and states; where there is none, arguments that are sensitive are not kept
     * @return the codec
     */
    public static RowCodec durable(RowSeal seal, Optional<PayloadCipher> cipher) {
        return new RowCodec(true, seal, cipher);
    }

    /**
     * Whether a request can be run by whoever reads it back.
     *
     * @param file the request
     * @return false where its arguments are not for everybody's eyes and there is no cipher: they are not written at all
     */
    public boolean keeps(RequestFile file) {
        return !durable || cipher.isPresent() || !file.hidesArguments();
    }

    /**
     * Why calls of a tool could never be run by whoever reads them back, though they are to run later.
     *
     * @param tool the tool
     * @return which parameter it is about and what to do; empty where nothing stands against it
     */
    public Optional<String> fault(ToolSpec tool) {
        return durable && cipher.isEmpty() && tool.runLater()
                ? tool.parameters().stream()
                        .filter(ToolParameter::sensitive)
                        .findFirst()
                        .map(parameter -> "its calls may run later, and without a cipher the store is not given its"
                                + " sensitive parameter " + parameter.name() + ". Set one with"
                                + " Approvals.builder().cipher(AesPayloadCipher.of(keys)), leave out runLater, or have"
                                + " the tool fetch the secret itself")
                : Optional.empty();
    }

    /**
     * The content of a request's row.
     *
     * @param file the request
     * @return plain JSON, without the arguments where they are not kept
     */
    public String write(RequestFile file) {
        return RequestFileJson.write(keeps(file) ? file : file.withoutOriginal());
    }

    /**
     * A new row of any kind, for the store.
     *
     * @param plain the row, content and state in plain JSON
     * @return the row as the store is to keep it
     */
    public StoredRow create(StoredRow plain) {
        return seal.seal(plain.with(
                encrypted(plain.id(), Part.CONTENT, plain.content()),
                encrypted(plain.id(), Part.STATE, plain.state())));
    }

    /**
     * The next version of a row, for the store.
     *
     * @param next the row with its state in plain JSON, and its content as it stands in the store
     * @param before the row as it stands in the store
     * @return the row as the store is to keep it
     * @throws BrokenSealException if the row before is not sound
     */
    public StoredRow change(StoredRow next, StoredRow before) {
        return seal.seal(next.with(next.content(), encrypted(next.id(), Part.STATE, next.state())), before);
    }

    /**
     * Reads a row.
     *
     * @param stored the row as the store gave it
     * @return the row with content and state in plain JSON: for reading, not for {@link #change}
     * @throws BrokenSealException if it is not as it was sealed
     * @throws IllegalStateException if it cannot be decrypted; the message says why
     */
    public StoredRow open(StoredRow stored) {
        seal.check(stored);
        return stored.with(
                decrypted(stored.id(), Part.CONTENT, stored.content()),
                decrypted(stored.id(), Part.STATE, stored.state()));
    }

    /**
     * Reads the state of a row whose content was read before.
     *
     * @param stored the row as the store gave it
     * @param seen an earlier version of it, as the store gave it, that was opened
     * @return the state in plain JSON
     * @throws BrokenSealException if it is not as it was sealed
     * @throws IllegalStateException if it cannot be decrypted; the message says why
     */
    public String state(StoredRow stored, StoredRow seen) {
        seal.check(stored, seen);
        return decrypted(stored.id(), Part.STATE, stored.state());
    }

    private String encrypted(String rowId, Part part, String json) {
        return cipher.map(by -> by.seal(rowId, (part.name() + json).getBytes(UTF_8)))
                .map(secret -> HEAD + Base64.getEncoder().encodeToString(secret) + TAIL)
                .orElse(json);
    }

    private String decrypted(String rowId, Part part, String stored) {
        if (!stored.startsWith(HEAD)) {
            // Without a cipher, or written before there was one; the seal says by whom.
            return stored;
        }
        PayloadCipher by = cipher.orElseThrow(() -> new IllegalStateException(
                "Row " + rowId + " is encrypted, and this process has no cipher: give it the one that wrote the row"));
        String plain = new String(by.open(rowId, ciphertext(rowId, stored)), UTF_8);
        if (!plain.startsWith(part.name())) {
            throw new IllegalStateException("Row " + rowId + " has something else encrypted in place of its " + part);
        }
        return plain.substring(part.name().length());
    }

    private static byte[] ciphertext(String rowId, String stored) {
        try {
            return Base64.getDecoder().decode(stored.substring(HEAD.length(), stored.length() - TAIL.length()));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new IllegalStateException("What is encrypted for row " + rowId + " is not base64", e);
        }
    }
}
