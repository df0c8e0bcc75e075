package dev.approvals.core.capture;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The frozen arguments of one call. Immutable.
 *
 * @param values the arguments in the order of the parameters; no two of one name
 */
public record Payload(List<NamedValue> values) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if two arguments have one name
     */
    public Payload {
        values = List.copyOf(values);
        Set<String> names = new HashSet<>();
        for (NamedValue value : values) {
            if (!names.add(value.name())) {
                throw new IllegalArgumentException("two arguments are named " + value.name());
            }
        }
    }

    /**
     * Finds an argument.
     *
     * @param name its name
     * @return the argument, or empty
     */
    public Optional<NamedValue> find(String name) {
        return values.stream().filter(value -> value.name().equals(name)).findFirst();
    }

    /** {@return the agent's reason: the text of the first argument or field that is marked so, if it has one} */
    public Optional<String> reason() {
        return values.stream()
                .map(value -> new Value.Field(value.name(), value.value(), value.sensitive(), value.reason()))
                .flatMap(Payload::reasons)
                .findFirst();
    }

    private static Stream<String> reasons(Value.Field field) {
        if (field.reason() && field.value() instanceof Value.Scalar scalar && scalar.value() instanceof String text) {
            return Stream.of(text);
        }
        return field.value() instanceof Value.Structure structure
                ? structure.fields().stream().flatMap(Payload::reasons)
                : Stream.empty();
    }

    /** {@return whether the call can run in another process: false where a renderer stands in for an object} */
    public boolean storable() {
        return values.stream().noneMatch(value -> holdsRendered(value.value()));
    }

    /** {@return the names only: a call's real arguments must not slip into a log} */
    @Override
    public String toString() {
        return "Payload" + values.stream().map(NamedValue::name).toList();
    }

    private static boolean holdsRendered(Value value) {
        if (value instanceof Value.Sequence sequence) {
            return sequence.items().stream().anyMatch(Payload::holdsRendered);
        }
        if (value instanceof Value.Mapping mapping) {
            return mapping.entries().stream().anyMatch(entry -> holdsRendered(entry.value()));
        }
        if (value instanceof Value.Structure structure) {
            return structure.fields().stream().anyMatch(field -> holdsRendered(field.value()));
        }
        return value instanceof Value.Rendered;
    }
}
