package dev.approvals.core.lifecycle;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Facts of an event: a small unmodifiable map that keeps its order. Events of one type share their names, for a process may
 * hold the events of very many requests.
 */
public final class Facts extends AbstractMap<String, String> {

    /** More than the engine has; whoever has names of more kinds than these shares no more of them. */
    private static final int SHARED = 512;

    private static final Map<List<String>, List<String>> NAMES = new ConcurrentHashMap<>();

    private final List<String> names;
    private final String[] values;

    private Facts(List<String> names, String[] values) {
        this.names = shared(names);
        this.values = values;
    }

    private static List<String> shared(List<String> names) {
        List<String> there = NAMES.get(names);
        if (there != null || NAMES.size() >= SHARED) {
            return there == null ? names : there;
        }
        List<String> copy = List.copyOf(names);
        List<String> before = NAMES.putIfAbsent(copy, copy);
        return before == null ? copy : before;
    }

    /**
     * Facts from names and values in turn.
     *
     * @param namesAndValues a name, its value, the next name, and so on; no name twice
     * @return the facts in that order
     */
    public static Map<String, String> of(String... namesAndValues) {
        List<String> names = new ArrayList<>(namesAndValues.length / 2);
        String[] values = new String[namesAndValues.length / 2];
        for (int i = 0; i < values.length; i++) {
            names.add(namesAndValues[2 * i]);
            values[i] = namesAndValues[2 * i + 1];
        }
        return new Facts(names, values);
    }

    /**
     * Facts and one more.
     *
     * @param facts the facts
     * @param name the name of another one, which they lack
     * @param value its value
     * @return all of them, the new one last
     */
    public static Map<String, String> and(Map<String, String> facts, String name, String value) {
        List<String> names = new ArrayList<>(facts.keySet());
        List<String> values = new ArrayList<>(facts.values());
        names.add(name);
        values.add(value);
        return new Facts(names, values.toArray(String[]::new));
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        for (int i = 0; i < values.length; i++) {
            if (names.get(i).equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return IntStream.range(0, size())
                        .mapToObj(i -> Map.entry(names.get(i), values[i]))
                        .iterator();
            }

            @Override
            public int size() {
                return values.length;
            }
        };
    }
}
