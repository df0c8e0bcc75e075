package dev.approvals.core.capture;

import dev.approvals.core.text.Secrets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes a call's sensitive values out of texts that came of running it, such as an exception's message, in which a tool
 * may repeat its arguments.
 */
public final class Scrubbing {
    private static final String MASK = "[masked: sensitive]";
    private static final int SHORTEST = 4;

    private Scrubbing() {}

    /**
     * A text without a call's sensitive values, and without known secrets.
     *
     * @param text the text
     * @param payload the call's real arguments
     * @return the text; a sensitive value of fewer than four characters is left, for it could be any word
     */
    public static String scrub(String text, Payload payload) {
        List<String> found = new ArrayList<>();
        payload.values().forEach(value -> collect(value.value(), value.sensitive(), found));
        // Longest first: one sensitive value may be a part of another.
        found.sort(Comparator.comparingInt(String::length).reversed());
        String scrubbed = text;
        for (String sensitive : found) {
            scrubbed = scrubbed.replace(sensitive, MASK);
        }
        return Secrets.mask(scrubbed);
    }

    private static void collect(Value value, boolean sensitive, List<String> found) {
        if (value instanceof Value.Structure structure) {
            structure.fields().forEach(field -> collect(field.value(), sensitive || field.sensitive(), found));
        } else if (value instanceof Value.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, sensitive, found));
        } else if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach(entry -> collect(entry.value(), sensitive, found));
        } else if (value instanceof Value.Json json) {
            collect(json.tree(), sensitive, found);
        } else if (value instanceof Value.Rendered rendered) {
            collect(rendered.shown(), sensitive, found);
        } else if (sensitive && value instanceof Value.Scalar) {
            String text = String.valueOf(PlainView.of(value));
            if (text.length() >= SHORTEST) {
                found.add(text);
            }
        }
    }
}
