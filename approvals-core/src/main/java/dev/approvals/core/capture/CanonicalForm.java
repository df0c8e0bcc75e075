package dev.approvals.core.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes values as bytes so that two values have equal bytes only where they are equal: each part begins with its kind or
 * its length, texts are UTF-16 units, so nothing is lost on the way.
 *
 * <p>All numbers are big-endian. A text is its count of UTF-16 units in four bytes, then the units; a blob its count of
 * bytes in four bytes, then the bytes. A value is one byte for its kind, then: eight bytes for each whole number, IEEE
 * bits for float and double, one unit for a char, one byte for a boolean, a text for other scalars; two texts for a
 * constant (type, name); a blob for bytes; a four-byte count and the items for a sequence; a count and a blob of key and
 * value for each entry of a map; a text (type), a count, and a text (name) and a value for each field of a structure.
 *
 * <p>This is the input of the digests, versioned by them: change a code here and stored approvals no longer bind.
 */
final class CanonicalForm {
    private static final int NULL = 0;
    private static final int CONSTANT = 40;
    private static final int BYTES = 41;
    private static final int LIST = 42;
    private static final int SET = 43;
    private static final int ARRAY = 44;
    private static final int OPTIONAL = 45;
    private static final int MAPPING = 46;
    private static final int STRUCTURE = 47;
    private static final int JSON = 48;
    private static final int RENDERED = 49;

    private final boolean binding;
    private byte[] out = new byte[256];
    private int size;

    private CanonicalForm(boolean binding) {
        this.binding = binding;
    }

    /** A form that tells everything apart, the order of maps and sets included. */
    static CanonicalForm binding() {
        return new CanonicalForm(true);
    }

    /** A form that is the same for equal maps and sets, whatever the order of their entries, and for any reason. */
    static CanonicalForm likeness() {
        return new CanonicalForm(false);
    }

    static byte[] of(Value value) {
        return binding().value(value).bytes();
    }

    byte[] bytes() {
        return Arrays.copyOf(out, size);
    }

    CanonicalForm text(String text) {
        number(text.length(), Integer.BYTES);
        reserve(text.length() * 2);
        // In variables of its own: a loop over fields takes several times as long.
        byte[] to = out;
        int at = size;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            to[at++] = (byte) (c >> 8);
            to[at++] = (byte) c;
        }
        size = at;
        return this;
    }

    CanonicalForm blob(byte[] content) {
        number(content.length, Integer.BYTES);
        reserve(content.length);
        System.arraycopy(content, 0, out, size, content.length);
        size += content.length;
        return this;
    }

    /** A number that is no value, such as a count. */
    CanonicalForm count(int count) {
        return number(count, Integer.BYTES);
    }

    CanonicalForm value(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar(scalar);
        }
        if (value instanceof Value.Structure structure) {
            return structure(structure);
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence);
        }
        if (value instanceof Value.Mapping mapping) {
            return parts(MAPPING, mapping.entries().stream().map(this::entry).toList(), binding);
        }
        if (value instanceof Value.Constant constant) {
            return code(CONSTANT).text(constant.type()).text(constant.name());
        }
        if (value instanceof Value.Bytes bytes) {
            return code(BYTES).blob(bytes.content());
        }
        if (value instanceof Value.Json json) {
            return code(JSON).value(json.tree());
        }
        if (value instanceof Value.Rendered rendered) {
            return code(RENDERED).text(rendered.type()).value(rendered.shown());
        }
        if (value instanceof Value.Masked) {
            throw new IllegalArgumentException("a masked copy has no digest: digest the real values");
        }
        return code(NULL);
    }

    private CanonicalForm scalar(Value.Scalar scalar) {
        code(scalar.kind().code());
        Object value = scalar.value();
        return switch (scalar.kind()) {
            case BOOLEAN -> code((Boolean) value ? 1 : 0);
            case BYTE, SHORT, INT, LONG -> number(((Number) value).longValue(), Long.BYTES);
            case FLOAT -> number(Float.floatToIntBits((Float) value), Integer.BYTES);
            case DOUBLE -> number(Double.doubleToLongBits((Double) value), Long.BYTES);
            case CHAR -> number((Character) value, Character.BYTES);
            case STRING -> text((String) value);
            default -> text(scalar.kind().text(value));
        };
    }

    private CanonicalForm structure(Value.Structure structure) {
        List<Value.Field> fields = structure.fields().stream()
                .filter(field -> binding || !field.reason())
                .toList();
        code(STRUCTURE).text(structure.type()).count(fields.size());
        fields.forEach(field -> text(field.name()).value(field.value()));
        return this;
    }

    private CanonicalForm sequence(Value.Sequence sequence) {
        int code = switch (sequence.shape()) {
            case LIST -> LIST;
            case SET -> SET;
            case ARRAY -> ARRAY;
            case OPTIONAL -> OPTIONAL;
        };
        if (code == SET && !binding) {
            return parts(
                    code,
                    sequence.items().stream()
                            .map(item -> likeness().value(item))
                            .toList(),
                    false);
        }
        code(code).count(sequence.items().size());
        sequence.items().forEach(this::value);
        return this;
    }

    private CanonicalForm entry(Value.Entry entry) {
        return new CanonicalForm(binding).value(entry.key()).value(entry.value());
    }

    private CanonicalForm parts(int code, List<CanonicalForm> parts, boolean inOrder) {
        List<byte[]> written = new ArrayList<>(parts.size());
        parts.forEach(part -> written.add(part.bytes()));
        if (!inOrder) {
            written.sort(Arrays::compareUnsigned);
        }
        code(code).count(written.size());
        written.forEach(this::blob);
        return this;
    }

    private CanonicalForm code(int code) {
        return number(code, 1);
    }

    private CanonicalForm number(long number, int bytes) {
        reserve(bytes);
        for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out[size++] = (byte) (number >> shift);
        }
        return this;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > out.length) {
            out = Arrays.copyOf(out, Math.max(needed, out.length * 2));
        }
    }
}
