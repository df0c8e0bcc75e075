package dev.approvals.http.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Header fields, whose names are compared without regard to case. Immutable. */
public final class Headers {

    /** No header fields. */
    public static final Headers NONE = new Headers(new TreeMap<>());

    /** By name in lower case, sorted. */
    private final Map<String, List<String>> fields;

    private Headers(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Header fields by name.
     *
     * @param values the values of each field, in order
     * @return the fields
     * @throws IllegalArgumentException if a value has a character that would end the line
     */
    public static Headers of(Map<String, List<String>> values) {
        Headers headers = NONE;
        for (Map.Entry<String, List<String>> field : values.entrySet()) {
            for (String value : field.getValue()) {
                headers = headers.and(field.getKey(), value);
            }
        }
        return headers;
    }

    /**
     * The first value of a field.
     *
     * @param name its name
     * @return the value, or empty where the field is not there
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * The values of a field.
     *
     * @param name its name
     * @return the values, in order
     */
    public List<String> all(String name) {
        return fields.getOrDefault(key(name), List.of());
    }

    /**
     * Sets a field in place of what was there.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     * @throws IllegalArgumentException if the value has a character that would end the line
     */
    public Headers with(String name, String value) {
        return put(name, List.of(checked(name, value)));
    }

    /**
     * Adds a value to a field.
     *
     * @param name its name
     * @param value one value more
     * @return a copy
     * @throws IllegalArgumentException if the value has a character that would end the line
     */
    public Headers and(String name, String value) {
        List<String> values = new ArrayList<>(all(name));
        values.add(checked(name, value));
        return put(name, List.copyOf(values));
    }

    /**
     * Adds what other fields say, where nothing is said here.
     *
     * @param defaults the other fields
     * @return a copy
     */
    public Headers orElse(Headers defaults) {
        Map<String, List<String>> copy = new TreeMap<>(defaults.fields);
        copy.putAll(fields);
        return new Headers(copy);
    }

    /**
     * Hands out every value of every field.
     *
     * @param taker takes a name in lower case and a value
     */
    public void forEach(BiConsumer<String, String> taker) {
        fields.forEach((name, values) -> values.forEach(value -> taker.accept(name, value)));
    }

    private Headers put(String name, List<String> values) {
        Map<String, List<String>> copy = new TreeMap<>(fields);
        copy.put(key(name), values);
        return new Headers(copy);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String checked(String name, String value) {
        if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("The value of the header field " + name + " would end its line");
        }
        return value;
    }

    /** {@return the names only: values may be secrets} */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}
