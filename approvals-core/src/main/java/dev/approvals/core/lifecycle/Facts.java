package dev.approvals.core.lifecycle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts of an event: an unmodifiable map that keeps its order. */
public final class Facts {

    private Facts() {}

    /**
     * Facts from names and values in turn.
     *
     * @param namesAndValues a name, its value, the next name, and so on
     * @return the facts in that order
     */
    public static Map<String, String> of(String... namesAndValues) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(facts);
    }
}
