package dev.approvals.journal.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text and its signatures, as c2sp.org/signed-note has them. Immutable.
 *
 * @param text the text with its last line end
 * @param signatures who signed
 */
public record SignedNote(String text, List<Line> signatures) {

    private static final int ID_LENGTH = 4;
    private static final int MOST_SIGNATURES = 64;
    private static final int LONGEST = 1_000_000;
    private static final Pattern LINE = Pattern.compile("\u2014 ([^+\\s]+) ([A-Za-z0-9+/=]+)");
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x09\\x0b-\\x1f]");

    /** Checks the components. */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("The text of a note ends its last line");
        }
    }

    /**
     * One signature.
     *
     * @param name the name of the key
     * @param idAndSignature base64 of the key's id and the signature
     */
    public record Line(String name, String idAndSignature) {

        private byte[] bytes() {
            return Base64.getDecoder().decode(idAndSignature);
        }

        private boolean isOf(NoteKey key) {
            byte[] bytes = bytes();
            return name.equals(key.name())
                    && bytes.length > ID_LENGTH
                    && Arrays.equals(Arrays.copyOf(bytes, ID_LENGTH), key.id());
        }

        private byte[] signature() {
            byte[] bytes = bytes();
            return Arrays.copyOfRange(bytes, ID_LENGTH, bytes.length);
        }
    }

    /**
     * Signs a text.
     *
     * @param text the text with its last line end
     * @param signer who signs
     * @return the note
     */
    public static SignedNote sign(String text, CheckpointSigner signer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(signer.key().id());
        bytes.writeBytes(signer.sign(text.getBytes(StandardCharsets.UTF_8)));
        return new SignedNote(
                text, List.of(new Line(signer.key().name(), Base64.getEncoder().encodeToString(bytes.toByteArray()))));
    }

    /**
     * Reads a note.
     *
     * @param bytes the note
     * @return the note, its signatures not yet checked
     * @throws IllegalArgumentException if it is not a note; the message says what is wrong
     */
    public static SignedNote parse(byte[] bytes) {
        String note = decode(bytes);
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || CONTROLS.matcher(note).find()) {
            throw new IllegalArgumentException(
                    "Not a signed note: it is a text, a blank line, and lines of signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(blank + 2).split("\n", -1)) {
            if (!line.isEmpty() || lines.isEmpty()) {
                lines.add(signature(line));
            }
        }
        if (lines.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("A note of more than " + MOST_SIGNATURES + " signatures");
        }
        return new SignedNote(note.substring(0, blank + 1), lines);
    }

    private static String decode(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("Not a signed note: " + bytes.length + " bytes are too many");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Not a signed note: it is not UTF-8", e);
        }
    }

    private static Line signature(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a signature of a note: \"" + line + "\"");
        }
        String text = matcher.group(2);
        if (!Base64.getEncoder()
                .encodeToString(Base64.getDecoder().decode(text))
                .equals(text)) {
            throw new IllegalArgumentException("Not how base64 is written: \"" + text + "\"");
        }
        return new Line(matcher.group(1), text);
    }

    /**
     * Checks the signature of one key. Those of other keys say nothing.
     *
     * @param key the key
     * @return whether it signed this text, and no signature under its name and id is wrong
     */
    public boolean isSignedBy(NoteKey key) {
        byte[] signed = text.getBytes(StandardCharsets.UTF_8);
        List<Line> own = signatures.stream().filter(line -> line.isOf(key)).toList();
        return !own.isEmpty() && own.stream().allMatch(line -> key.verifies(signed, line.signature()));
    }

    /** {@return the note, which {@link #parse} reads} */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append("\u2014 ")
                .append(line.name)
                .append(' ')
                .append(line.idAndSignature)
                .append('\n'));
        return note.toString();
    }

    /** {@return the note's bytes} */
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }
}
