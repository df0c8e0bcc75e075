package dev.approvals.journal.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A form in which events leave the journal. */
public enum Format {

    /** Events of the Open Cybersecurity Schema Framework, version 1.5.0, one JSON object a line: for a SIEM. */
    OCSF,

    /** CloudEvents 1.0: one JSON object a line, each event whole. */
    CLOUDEVENTS,

    /** A table of RFC 4180, for a spreadsheet: what people ask for most, a column each, and all facts in the last. */
    CSV,

    /**
     * Assessment results of OSCAL 1.1.3, one JSON document: what the report's control map rests on. It tells of all events of
     * a time, and verifies the journals first.
     */
    OSCAL;

    /** {@return its name in small letters, as on a command line} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a format.
     *
     * @param id its name, in any letters
     * @return the format
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public static Format named(String id) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no format \"" + id + "\"; there are "
                        + Arrays.stream(values()).map(Format::id).collect(Collectors.joining(", ")) + "."));
    }
}
