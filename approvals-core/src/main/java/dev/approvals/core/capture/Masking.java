package dev.approvals.core.capture;

import dev.approvals.core.text.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes the copy of a call that anybody but the tool may see: sensitive values and known secrets are gone from it.
 *
 * <p>Secrets are looked for in every text, in keys, in bytes, in lists of chars, and under names such as
 * {@code password}. Immutable and safe to share, if the added masker is.
 */
public final class Masking {
    private static final Value SENSITIVE = new Value.Masked("sensitive");
    private static final Masking STANDARD = new Masking(text -> text);

    private final UnaryOperator<String> more;

    private Masking(UnaryOperator<String> more) {
        this.more = more;
    }

    /** {@return the masking of what is marked sensitive, and of known secrets} */
    public static Masking standard() {
        return STANDARD;
    }

    /**
     * Masks the host's own secrets too.
     *
     * @param masker gets every text after the known secrets were masked, and returns what may be shown of it; null or an
     *     exception refuses the call
     * @return this masking, then the masker
     */
    public Masking and(UnaryOperator<String> masker) {
        return new Masking(text -> masker.apply(more.apply(text)));
    }

    /**
     * The masked copy of a call's arguments.
     *
     * @param payload the real arguments
     * @return a copy without secrets, and without a way to the objects behind renderers; the arguments themselves where
     *     there is nothing of either
     * @throws MaskingException if a masker fails
     */
    public Payload mask(Payload payload) {
        FreeNames names = new FreeNames();
        List<NamedValue> masked = each(payload.values(), argument -> argument(argument, names));
        return masked == payload.values() ? payload : new Payload(masked);
    }

    private NamedValue argument(NamedValue argument, FreeNames names) {
        Value value = argument.sensitive() ? SENSITIVE : named(argument.name(), argument.value());
        String name = names.take(text("", argument.name())); // of a tool that takes any, the model chooses the names
        boolean same = value == argument.value() && name.equals(argument.name());
        return same ? argument : argument.with(name, value);
    }

    /** What becomes of each part; the same list where each stays the same. */
    private static <T> List<T> each(List<T> parts, UnaryOperator<T> step) {
        List<T> masked = new ArrayList<>(parts.size());
        boolean same = true;
        for (T part : parts) {
            T left = step.apply(part);
            same &= left == part;
            masked.add(left);
        }
        return same ? parts : masked;
    }

    /**
     * The masked copy of one value.
     *
     * @param value the real value
     * @return a copy without secrets
     * @throws MaskingException if a masker fails
     */
    public Value mask(Value value) {
        return named("", value);
    }

    private Value named(String name, Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar(name, scalar);
        }
        if (value instanceof Value.Structure structure) {
            List<Value.Field> fields = each(structure.fields(), this::field);
            return fields == structure.fields() ? structure : new Value.Structure(structure.type(), fields);
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(name, sequence);
        }
        if (value instanceof Value.Mapping mapping) {
            List<Value.Entry> entries = each(mapping.entries(), this::entry);
            return entries == mapping.entries() ? mapping : new Value.Mapping(entries);
        }
        if (value instanceof Value.Bytes bytes) {
            return hides(name, new String(bytes.content(), StandardCharsets.ISO_8859_1)) ? masked("bytes") : bytes;
        }
        if (value instanceof Value.Json json) {
            Value tree = named(name, json.tree());
            return tree == json.tree() ? json : new Value.Json(tree);
        }
        if (value instanceof Value.Rendered rendered) {
            return new Value.Rendered(rendered.type(), named(name, rendered.shown()));
        }
        return value;
    }

    private Value.Field field(Value.Field field) {
        Value value = field.sensitive() ? SENSITIVE : named(field.name(), field.value());
        return value == field.value() ? field : field.withValue(value);
    }

    private Value.Entry entry(Value.Entry entry) {
        Value key = named("", entry.key());
        Value value = named(PlainJson.keyText(entry.key()), entry.value());
        return key == entry.key() && value == entry.value() ? entry : new Value.Entry(key, value);
    }

    private Value scalar(String name, Value.Scalar scalar) {
        if (scalar.kind() != ScalarKind.STRING && scalar.kind() != ScalarKind.URI) {
            return scalar;
        }
        String text = scalar.kind().text(scalar.value());
        String masked = text(name, text);
        return masked.equals(text) ? scalar : Value.Scalar.of(masked);
    }

    /** A list of chars is one text in disguise. */
    private Value sequence(String name, Value.Sequence sequence) {
        StringBuilder chars = new StringBuilder();
        for (Value item : sequence.items()) {
            if (item instanceof Value.Scalar scalar && scalar.value() instanceof Character c) {
                chars.append(c.charValue());
            }
        }
        if (hides(name, chars.toString())) {
            return masked("characters");
        }
        List<Value> items = each(sequence.items(), item -> named(name, item));
        return items == sequence.items() ? sequence : new Value.Sequence(sequence.shape(), items);
    }

    private boolean hides(String name, String text) {
        return !text.isEmpty() && !text(name, text).equals(text);
    }

    private String text(String name, String text) {
        String masked = masker(Secrets.maskNamed(name, text));
        if (masked == null) {
            throw new MaskingException("a masker returned null for a text: it must return what may be shown of it");
        }
        return masked;
    }

    private @Nullable String masker(String text) {
        try {
            return more.apply(text);
        } catch (RuntimeException e) {
            throw new MaskingException("a masker threw " + e.getClass().getName() + ": mend it, or leave it out");
        }
    }

    private static Value masked(String kind) {
        return new Value.Masked("secret " + kind);
    }
}
