package dev.approvals.journal.segment;

import java.io.IOException;

/** A line is not what it has to be where it stands. */
public final class BrokenLineException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The name of the segment. */
    private final String file;
    /** Which line of it, from 1. */
    private final long line;
    /** What is wrong with it. */
    private final String why;

    BrokenLineException(Segment segment, LineStream lines, String why) {
        super("line " + lines.number() + " of " + segment.name() + ": " + why);
        this.file = segment.name();
        this.line = lines.number();
        this.why = why;
    }

    /** {@return the name of the file} */
    public String file() {
        return file;
    }

    /** {@return which line of the file, from 1} */
    public long line() {
        return line;
    }

    /** {@return what is wrong with it} */
    public String why() {
        return why;
    }
}
