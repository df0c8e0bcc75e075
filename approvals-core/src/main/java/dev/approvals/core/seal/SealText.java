package dev.approvals.core.seal;

import java.util.Base64;
import java.util.Optional;

/**
 * A seal as it stands in a row: {@code 1:key id:hash of the content:proof}, both in base64url.
 *
 * <p>The proof covers the hash, so that a hash whose proof holds can be taken over into the seal of the next version.
 *
 * @param keyId which key
 * @param contentHash SHA-256 of the content, base64url
 * @param proof HMAC over the row, base64url
 */
record SealText(String keyId, String contentHash, String proof) {
    private static final String VERSION = "1";
    private static final int PARTS = 4;

    static Optional<SealText> of(String seal) {
        String[] parts = seal.split(":", -1);
        return parts.length == PARTS && parts[0].equals(VERSION) && StoreKeys.isId(parts[1])
                ? Optional.of(new SealText(parts[1], parts[2], parts[3]))
                : Optional.empty();
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return String.join(":", VERSION, keyId, contentHash, proof);
    }
}
