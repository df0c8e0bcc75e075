package dev.approvals.journal.export;

import dev.approvals.journal.report.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of the control map, and what it comes to.
 *
 * @param row the row
 */
record OscalControl(Findings.Control row) {

    /** Figures of the control map that count what should not have happened. */
    static final Set<String> CONTRARY =
            Set.of("quorums of too few people", "counted votes by somebody behind the call");

    private static final String NIST = "NIST SP 800-53";
    private static final Pattern RANGE = Pattern.compile("(.*?)(\\d)-\\1(\\d)");

    /** By what OSCAL knows its controls: as in NIST's own catalog, and with the standard before it for the others. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (String name : row.control().split(", ", -1)) {
            Matcher range = RANGE.matcher(name);
            if (range.matches()) {
                for (int i = Integer.parseInt(range.group(2)); i <= Integer.parseInt(range.group(3)); i++) {
                    ids.add(id(range.group(1) + i));
                }
            } else {
                ids.add(id(name));
            }
        }
        return ids;
    }

    private String id(String name) {
        String token = name.replace("(", ".").replace(")", "").replace(' ', '-');
        String before = row.standard().equals(NIST) ? "" : row.standard().replaceAll("[^A-Za-z0-9]+", "-") + "_";
        return (before + token).toLowerCase(Locale.ROOT);
    }

    long shown() {
        return row.evidence().stream()
                .filter(named -> !CONTRARY.contains(named.label()))
                .mapToLong(named -> named.figure().count())
                .sum();
    }

    long contrary() {
        return row.evidence().stream()
                .filter(named -> CONTRARY.contains(named.label()))
                .mapToLong(named -> named.figure().count())
                .sum();
    }
}
