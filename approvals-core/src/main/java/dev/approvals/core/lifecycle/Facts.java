package dev.approvals.core.lifecycle;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Facts of an event: a small unmodifiable map that keeps its order. Names and values lie in one array, for a process may
 * hold the events of very many requests.
 */
public final class Facts extends AbstractMap<String, String> {

    private final String[] namesAndValues;

    private Facts(String... namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /**
     * Facts from names and values in turn.
     *
     * @param namesAndValues a name, its value, the next name, and so on; no name twice
     * @return the facts in that order
     */
    public static Map<String, String> of(String... namesAndValues) {
        return new Facts(namesAndValues.clone());
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
        String[] more = new String[2 * facts.size() + 2];
        int next = 0;
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            more[next++] = fact.getKey();
            more[next++] = fact.getValue();
        }
        more[next++] = name;
        more[next] = value;
        return new Facts(more);
    }

    @Override
    public int size() {
        return namesAndValues.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return namesAndValues[i + 1];
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
                return IntStream.range(0, size()).mapToObj(Facts.this::fact).iterator();
            }

            @Override
            public int size() {
                return Facts.this.size();
            }
        };
    }

    private Map.Entry<String, String> fact(int index) {
        return Map.entry(namesAndValues[2 * index], namesAndValues[2 * index + 1]);
    }
}
