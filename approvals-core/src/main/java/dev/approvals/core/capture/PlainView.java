package dev.approvals.core.capture;

import dev.approvals.core.text.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows values as plain Java data, for rules and approvers written in Java. Immutable all the way down. */
public final class PlainView {
    private PlainView() {}

    /**
     * A value as plain data.
     *
     * @param value the value
     * @return numbers, booleans and texts as they are; other scalars and enum constants as text; sequences as lists; maps,
     *     records and beans as maps by name; an optional as its value or null; bytes as a map of {@code utf8}, where they
     *     are text, or {@code base64}; what is masked as its mask
     */
    public static @Nullable Object of(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar(scalar);
        }
        if (value instanceof Value.Constant constant) {
            return constant.name();
        }
        if (value instanceof Value.Bytes bytes) {
            return Map.of(bytes.form(), bytes.text());
        }
        if (value instanceof Value.Sequence sequence) {
            return sequence(sequence);
        }
        if (value instanceof Value.Mapping mapping) {
            return map(mapping);
        }
        if (value instanceof Value.Structure structure) {
            return map(structure);
        }
        if (value instanceof Value.Json json) {
            return of(json.tree());
        }
        if (value instanceof Value.Rendered rendered) {
            return of(rendered.shown());
        }
        return value instanceof Value.Masked masked ? Secrets.masked(masked.kind()) : null;
    }

    /**
     * All arguments as plain data.
     *
     * @param payload the arguments
     * @return their plain data by name, in order
     */
    public static Map<String, @Nullable Object> of(Payload payload) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        payload.values().forEach(value -> map.put(value.name(), of(value.value())));
        return Collections.unmodifiableMap(map);
    }

    private static Object scalar(Value.Scalar scalar) {
        Object value = scalar.value();
        return value instanceof Number || value instanceof Boolean || value instanceof String
                ? value
                : scalar.kind().text(value);
    }

    private static @Nullable Object sequence(Value.Sequence sequence) {
        List<@Nullable Object> items = new ArrayList<>(sequence.items().size());
        sequence.items().forEach(item -> items.add(of(item)));
        if (sequence.shape() == Value.Shape.OPTIONAL) {
            return items.isEmpty() ? null : items.get(0);
        }
        return Collections.unmodifiableList(items);
    }

    private static Object map(Value.Mapping mapping) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        FreeNames names = new FreeNames();
        for (Value.Entry entry : mapping.entries()) {
            map.put(names.take(PlainJson.keyText(entry.key())), of(entry.value()));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object map(Value.Structure structure) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        structure.fields().forEach(field -> map.put(field.name(), of(field.value())));
        return Collections.unmodifiableMap(map);
    }
}
