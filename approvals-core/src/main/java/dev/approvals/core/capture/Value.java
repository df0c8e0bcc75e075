package dev.approvals.core.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One frozen value: a node of an immutable, typed tree.
 *
 * <p>Two values are equal when a tool could not tell them apart: kinds, order and nulls count; all NaN are one.
 */
public sealed interface Value {
    /** The null reference. */
    Value NULL = new Null();

    /** The null reference; use {@link Value#NULL}. */
    record Null() implements Value {}

    /**
     * A value without parts, immutable by itself, such as a number, a text or a date.
     *
     * @param kind what it is
     * @param value the value, of exactly the kind's class
     */
    record Scalar(ScalarKind kind, Object value) implements Value {
        /**
         * Checks the class, and makes every NaN the canonical one.
         *
         * @throws IllegalArgumentException if the value is not of the kind's class
         */
        public Scalar {
            if (!kind.type().isInstance(value)) {
                throw new IllegalArgumentException(value.getClass().getName() + " is not of kind " + kind.tag());
            }
            value = kind.canonical(value);
        }

        /**
         * A text.
         *
         * @param text the text
         * @return the scalar
         */
        public static Scalar of(String text) {
            return new Scalar(ScalarKind.STRING, text);
        }
    }

    /**
     * A constant of an enum.
     *
     * @param type the enum's class name
     * @param name the constant's name
     */
    record Constant(String type, String name) implements Value {}

    /** A byte array. */
    final class Bytes implements Value {
        private final byte[] content;

        /**
         * Copies the bytes.
         *
         * @param content the bytes
         */
        public Bytes(byte[] content) {
            this.content = content.clone();
        }

        /** {@return a copy of the bytes} */
        public byte[] content() {
            return content.clone();
        }

        /** {@return how {@link #text} tells the bytes: {@code utf8} where they are text, else {@code base64}} */
        public String form() {
            return isText() ? "utf8" : "base64";
        }

        /** {@return the bytes as the text that they are, or else in base64} */
        public String text() {
            return isText() ? decoded() : Base64.getEncoder().encodeToString(content);
        }

        private boolean isText() {
            return Arrays.equals(content, decoded().getBytes(StandardCharsets.UTF_8));
        }

        /** The text, with another character wherever the bytes are no UTF-8. */
        private String decoded() {
            return new String(content, StandardCharsets.UTF_8);
        }

        /** {@return how many bytes there are} */
        public int size() {
            return content.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Bytes[" + content.length + "]";
        }
    }

    /**
     * Several values, in the order in which the tool meets them.
     *
     * @param shape what holds them
     * @param items the values; none or one for an optional
     */
    record Sequence(Shape shape, List<Value> items) implements Value {
        /** Copies the list. */
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** What holds the values of a sequence. */
    enum Shape {
        /** A list, or another collection that is no set. */
        LIST,
        /** A set. */
        SET,
        /** An array, but of bytes. */
        ARRAY,
        /** An optional. */
        OPTIONAL
    }

    /**
     * A map, in the order in which the tool meets its entries.
     *
     * @param entries the entries; no two have equal keys
     */
    record Mapping(List<Entry> entries) implements Value {
        /** Copies the list. */
        public Mapping {
            entries = List.copyOf(entries);
        }
    }

    /**
     * An entry of a map.
     *
     * @param key the key: a scalar, a constant, or in a masked copy what stands for it
     * @param value the value
     */
    record Entry(Value key, Value value) {}

    /**
     * A record or a bean.
     *
     * @param type its class name: compared with what the declared type allows, never used to find a class
     * @param fields every one of its fields
     */
    record Structure(String type, List<Field> fields) implements Value {
        /** Copies the list. */
        public Structure {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field of a structure.
     *
     * @param name its name
     * @param value its value
     * @param sensitive whether only the tool may see it
     * @param reason whether it carries the agent's reason
     */
    record Field(String name, Value value, boolean sensitive, boolean reason) {
        Field withValue(Value other) {
            return new Field(name, other, sensitive, reason);
        }
    }

    /**
     * A tree of JSON nodes, held as the plain values it consists of.
     *
     * @param tree its root
     */
    record Json(Value tree) implements Value {}

    /**
     * An object of an opaque type, as its renderer shows it.
     *
     * <p>The object itself is at hand only in the process that froze it: such a call cannot run later.
     */
    final class Rendered implements Value {
        private final String type;
        private final Value shown;
        private final Optional<Object> live;

        /**
         * Makes a rendered value that stands alone, as read from a store or in a masked copy.
         *
         * @param type the object's class name
         * @param shown what the renderer made of it
         */
        public Rendered(String type, Value shown) {
            this(type, shown, Optional.empty());
        }

        Rendered(String type, Value shown, Optional<Object> live) {
            this.type = Objects.requireNonNull(type, "type");
            this.shown = Objects.requireNonNull(shown, "shown");
            this.live = live;
        }

        /** {@return the object's class name} */
        public String type() {
            return type;
        }

        /** {@return what the renderer made of the object} */
        public Value shown() {
            return shown;
        }

        Optional<Object> live() {
            return live;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rendered that && type.equals(that.type) && shown.equals(that.shown);
        }

        @Override
        public int hashCode() {
            return Objects.hash(type, shown);
        }

        @Override
        public String toString() {
            return "Rendered[" + type + ", " + shown + "]";
        }
    }

    /**
     * What stands for a value that only the tool may see; found in masked copies only.
     *
     * @param kind why it is masked, such as {@code sensitive}
     */
    record Masked(String kind) implements Value {}
}
