package dev.approvals.core.capture;

import dev.approvals.core.text.Cut;
import dev.approvals.core.text.Secrets;
import dev.approvals.core.text.VisibleText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes values as JSON for people and models: readable, the same on every JDK, and not meant to be read back.
 *
 * <p>Hidden characters are JSON escapes such as <code>&#92;u202e</code>, so the result is plain to see and still JSON.
 * Bytes that are UTF-8 text are shown as text. Give it masked values: it masks nothing itself.
 */
public final class PlainJson {
    private static final int LONGEST_VALUE_DESCRIBED = 40;
    private static final int COMPACT = 0;

    private final StringBuilder out = new StringBuilder(128);
    private final int step;
    private int indent;

    private PlainJson(int step) {
        this.step = step;
    }

    /**
     * One line of JSON.
     *
     * @param value the value
     * @return its JSON
     */
    public static String of(Value value) {
        return new PlainJson(COMPACT).value(value).out.toString();
    }

    /**
     * One line of JSON: an object of all arguments.
     *
     * @param payload the arguments
     * @return its JSON
     */
    public static String of(Payload payload) {
        return of(object(payload));
    }

    /**
     * JSON over several lines, two spaces deeper for each level.
     *
     * @param payload the arguments
     * @return its JSON
     */
    public static String pretty(Payload payload) {
        return new PlainJson(2).value(object(payload)).out.toString();
    }

    /** What a value is, in a few masked and visible words, for messages to whoever sent it. */
    static String describe(Value value) {
        if (value instanceof Value.Mapping) {
            return "an object";
        }
        if (value instanceof Value.Sequence) {
            return "a list";
        }
        if (value instanceof Value.Scalar scalar) {
            Cut text = VisibleText.cut(Secrets.mask(scalar.kind().text(scalar.value())), LONGEST_VALUE_DESCRIBED);
            return switch (scalar.kind()) {
                case STRING -> "the text \"" + text.told() + "\"";
                case BOOLEAN -> text.told();
                default -> "the number " + text.told();
            };
        }
        return "null";
    }

    /** A key of a map as the name of a JSON member. */
    static String keyText(Value key) {
        if (key instanceof Value.Scalar scalar) {
            return scalar.kind().text(scalar.value());
        }
        return key instanceof Value.Constant constant ? constant.name() : of(key);
    }

    private static Value object(Payload payload) {
        return new Value.Structure(
                "arguments",
                payload.values().stream()
                        .map(value -> new Value.Field(value.name(), value.value(), false, false))
                        .toList());
    }

    private PlainJson value(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar(scalar);
        }
        if (value instanceof Value.Structure structure) {
            return members(structure.fields().stream()
                    .map(field -> new Member(field.name(), field.value()))
                    .toList());
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence);
        }
        if (value instanceof Value.Mapping mapping) {
            return mapping(mapping);
        }
        if (value instanceof Value.Constant constant) {
            return text(constant.name());
        }
        if (value instanceof Value.Bytes bytes) {
            return members(List.of(new Member(bytes.form(), Value.Scalar.of(bytes.text()))));
        }
        if (value instanceof Value.Json json) {
            return value(json.tree());
        }
        if (value instanceof Value.Rendered rendered) {
            return value(rendered.shown());
        }
        return value instanceof Value.Masked masked ? text(Secrets.masked(masked.kind())) : raw("null");
    }

    private PlainJson scalar(Value.Scalar scalar) {
        String text = scalar.kind().text(scalar.value());
        return switch (scalar.kind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, BIG_INTEGER, BIG_DECIMAL -> raw(text);
            case FLOAT, DOUBLE -> Double.isFinite(((Number) scalar.value()).doubleValue()) ? raw(text) : text(text);
            default -> text(text);
        };
    }

    private PlainJson sequence(Value.Sequence sequence) {
        if (sequence.shape() == Value.Shape.OPTIONAL) {
            return sequence.items().isEmpty()
                    ? raw("null")
                    : value(sequence.items().get(0));
        }
        return list(sequence.items());
    }

    /** A map as an object, or as a list of pairs where two keys would have one name. */
    private PlainJson mapping(Value.Mapping mapping) {
        Set<String> names = new HashSet<>();
        boolean distinct = mapping.entries().stream().allMatch(entry -> names.add(keyText(entry.key())));
        if (distinct) {
            return members(mapping.entries().stream()
                    .map(entry -> new Member(keyText(entry.key()), entry.value()))
                    .toList());
        }
        return list(mapping.entries().stream()
                .<Value>map(entry -> new Value.Sequence(Value.Shape.LIST, List.of(entry.key(), entry.value())))
                .toList());
    }

    private PlainJson members(List<Member> members) {
        open('{');
        for (int i = 0; i < members.size(); i++) {
            separate(i);
            text(members.get(i).name())
                    .raw(step > 0 ? ": " : ":")
                    .value(members.get(i).value());
        }
        return close('}', members.isEmpty());
    }

    private PlainJson list(List<Value> items) {
        open('[');
        for (int i = 0; i < items.size(); i++) {
            separate(i);
            value(items.get(i));
        }
        return close(']', items.isEmpty());
    }

    private void open(char bracket) {
        out.append(bracket);
        indent += step;
    }

    private void separate(int position) {
        out.append(position > 0 ? "," : "");
        newLine();
    }

    private PlainJson close(char bracket, boolean empty) {
        indent -= step;
        if (!empty) {
            newLine();
        }
        out.append(bracket);
        return this;
    }

    private void newLine() {
        if (step > 0) {
            out.append('\n').append(" ".repeat(indent));
        }
    }

    private PlainJson raw(String text) {
        out.append(text);
        return this;
    }

    private PlainJson text(String text) {
        JsonText.append(text, out);
        return this;
    }

    private record Member(String name, Value value) {}
}
