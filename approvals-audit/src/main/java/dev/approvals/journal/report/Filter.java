package dev.approvals.journal.report;

import dev.approvals.journal.line.Shown;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which events a figure counts, so that anybody can count them again.
 *
 * @param terms by name what must hold: {@code type}, {@code tool}, {@code person}, {@code call}, or {@code fact.NAME}
 * @param note what the terms alone do not say, as half a sentence; empty where they say all
 */
public record Filter(Map<String, String> terms, String note) {

    private static final String FACT = "fact.";

    /** Checks the components. */
    public Filter {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
        Objects.requireNonNull(note, "note");
    }

    static Filter type(String type) {
        return new Filter(Map.of("type", type), "");
    }

    static Filter of(Map<String, String> terms) {
        return new Filter(terms, "");
    }

    Filter and(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(terms);
        all.putAll(more);
        return new Filter(all, note);
    }

    Filter noting(String words) {
        return new Filter(terms, words);
    }

    /** What to type after {@code approvals show DIR}; names that cannot be typed are left out, and the page says so. */
    String options() {
        return terms.entrySet().stream()
                .map(term -> " --"
                        + (term.getKey().startsWith(FACT)
                                ? "fact " + quoted(term.getKey().substring(FACT.length()) + "=" + term.getValue())
                                : term.getKey() + " " + quoted(term.getValue())))
                .collect(Collectors.joining());
    }

    boolean typable() {
        return terms.values().stream().allMatch(value -> Shown.of(value).equals(value));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_.:=@%+/-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
