package dev.approvals.core.capture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keeps apart names that differ only in their kind, or in what is masked: the second {@code a} is {@code a (2)}. */
final class FreeNames {
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> times = new HashMap<>();

    /** The name, or the first of its kind that is still free. */
    String take(String name) {
        String free = name;
        while (!taken.add(free)) {
            free = name + " (" + (times.merge(name, 1, Integer::sum) + 1) + ")";
        }
        return free;
    }
}
