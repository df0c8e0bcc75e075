package dev.approvals.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What several forks measured; the median of each measure is what counts. Not thread-safe. */
final class Medians {

    private final Map<Measure, List<Double>> values = new HashMap<>();

    /** Takes what one fork measured. */
    void add(Measure measure, double value) {
        values.computeIfAbsent(measure, any -> new ArrayList<>()).add(value);
    }

    /** The median of a measure's values. */
    double of(Measure measure) {
        return of(values.getOrDefault(measure, List.of()));
    }

    /** The middle one of some values; of an even number the mean of the middle two. */
    static double of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException("Nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
