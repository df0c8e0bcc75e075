package dev.approvals.core.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * An encrypted payload as it is kept: format, id of the key that wrapped the row's key, that key, and what it encrypts. Each
 * of the two in the middle comes after its length in two bytes.
 */
final class Envelope {
    private static final byte FORMAT = 1;

    final String keyId;
    final byte[] wrapped;
    final byte[] sealed;

    private Envelope(String keyId, byte[] wrapped, byte[] sealed) {
        this.keyId = keyId;
        this.wrapped = wrapped;
        this.sealed = sealed;
    }

    static byte[] header(String keyId, byte[] wrapped) {
        byte[] id = keyId.getBytes(UTF_8);
        ByteBuffer header = ByteBuffer.allocate(1 + 2 * Short.BYTES + id.length + wrapped.length);
        return part(part(header.put(FORMAT), id), wrapped).array();
    }

    private static ByteBuffer part(ByteBuffer to, byte[] part) {
        if (part.length > Character.MAX_VALUE) {
            throw new IllegalStateException("a key's id or a wrapped key has " + part.length + " bytes: too many");
        }
        return to.putChar((char) part.length).put(part);
    }

    /**
     * Takes one apart.
     *
     * @throws IllegalStateException if it is none
     */
    static Envelope read(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        try {
            byte format = from.get();
            if (format != FORMAT) {
                throw new IllegalStateException("it is of format " + format + ", and this version reads " + FORMAT);
            }
            String keyId = new String(part(from), UTF_8);
            byte[] wrapped = part(from);
            byte[] sealed = new byte[from.remaining()];
            from.get(sealed);
            return new Envelope(keyId, wrapped, sealed);
        } catch (BufferUnderflowException e) {
            throw new IllegalStateException("it is cut short", e);
        }
    }

    private static byte[] part(ByteBuffer from) {
        int size = from.getChar();
        if (size > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] part = new byte[size];
        from.get(part);
        return part;
    }
}
