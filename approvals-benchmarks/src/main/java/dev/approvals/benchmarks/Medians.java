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

    /** The median of a measure's values; of an even number the mean of the middle two. */
    double of(Measure measure) {
        List<Double> sorted =
                values.getOrDefault(measure, List.of()).stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalStateException("Nothing was measured for " + measure);
        }
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
