package dev.approvals.core.tool;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects everything that is wrong with a type, so that a person mends it in one go. */
final class Faults {

    private final Set<String> found = new LinkedHashSet<>();

    /** Notes one fault: where it is, and what is wrong and mends it. */
    void add(String place, String whatAndCure) {
        found.add(place + ": " + whatAndCure);
    }

    /** Throws if there is any. */
    void throwIfAny(Class<?> type) {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(
                    "Cannot gate " + type.getTypeName() + ":\n  - " + String.join("\n  - ", found));
        }
    }
}
