package dev.approvals.core.render;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a card: each text with its length, so that no two cards have one form. */
final class CardDigest {

    private static final String FORM = "approvals card 1";

    private final MessageDigest sha256;

    private CardDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, but this one", e);
        }
    }

    static String of(Card card) {
        CardDigest digest = new CardDigest();
        digest.text(FORM);
        digest.text(card.requestId());
        digest.text(card.title());
        digest.text(card.stamp());
        digest.number(card.whole() ? 1 : 0);
        digest.number(card.sections().size());
        card.sections().forEach(digest::section);
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void section(Section section) {
        text(section.topic().name());
        number(section.rows().size());
        for (Row row : section.rows()) {
            number(row.depth());
            text(row.label());
            text(row.text());
            number(row.block().size());
            row.block().forEach(this::text);
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        sha256.update(bytes);
    }

    private void number(int number) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }
}
