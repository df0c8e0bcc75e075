package dev.approvals.core.seal;

import dev.approvals.store.StoredRow;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Rows as bytes, so that two rows have equal bytes only where they are equal: each text is its count of UTF-16 units in four
 * bytes, then the units. This is the input of seals, versioned by them.
 */
final class RowForm {
    private static final String LABEL = "approvals row seal, version 1";
    private static final int UNITS_AT_ONCE = 4_096;

    private RowForm() {}

    /** All of a row, its content by its hash, and where it belongs. */
    static byte[] of(StoredRow row, String realm, String contentHash) {
        List<String> texts = List.of(
                LABEL,
                realm,
                row.id(),
                row.kind().name(),
                Long.toString(row.version()),
                row.keys().call(),
                row.keys().join(),
                row.keys().group(),
                row.status().name(),
                row.dueAt().map(Instant::toString).orElse(""),
                contentHash,
                row.state());
        int size = texts.stream()
                .mapToInt(text -> Integer.BYTES + text.length() * Character.BYTES)
                .reduce(0, Math::addExact);
        ByteBuffer form = ByteBuffer.allocate(size);
        texts.forEach(text -> {
            form.putInt(text.length());
            form.asCharBuffer().put(text);
            form.position(form.position() + text.length() * Character.BYTES);
        });
        return form.array();
    }

    /** SHA-256 over UTF-16 units: in UTF-8 halves of characters would all be one. */
    static byte[] hash(String content) {
        MessageDigest digest = sha256();
        char[] units = new char[UNITS_AT_ONCE];
        ByteBuffer bytes = ByteBuffer.allocate(UNITS_AT_ONCE * Character.BYTES);
        for (int at = 0; at < content.length(); at += UNITS_AT_ONCE) {
            int end = Math.min(content.length(), at + UNITS_AT_ONCE);
            content.getChars(at, end, units, 0);
            bytes.asCharBuffer().put(units, 0, end - at);
            digest.update(bytes.array(), 0, (end - at) * Character.BYTES);
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256, but not this one", e);
        }
    }

    /** A time in whole milliseconds, not before it. */
    static Optional<Instant> whole(Optional<Instant> at) {
        return at.map(time -> {
            Instant down = time.truncatedTo(ChronoUnit.MILLIS);
            return down.equals(time) ? down : down.plusMillis(1);
        });
    }
}
